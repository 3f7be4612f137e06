package dev.ddnn.operator.testing;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.Encoding;
import dev.ddnn.api.v1alpha1.ExitSpec;
import dev.ddnn.api.v1alpha1.JoinSpec;
import dev.ddnn.api.v1alpha1.ModelSource;
import dev.ddnn.api.v1alpha1.ModelSpec;
import dev.ddnn.api.v1alpha1.NodeLabelSelector;
import dev.ddnn.api.v1alpha1.NodesSpec;
import dev.ddnn.api.v1alpha1.OutputSpec;
import dev.ddnn.api.v1alpha1.Placement;
import dev.ddnn.api.v1alpha1.PoolRef;
import dev.ddnn.api.v1alpha1.RolloutSpec;
import dev.ddnn.api.v1alpha1.SectionResources;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.ContractJson;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** DDNNs and pools, one line each. Specs are values: change one with the methods below. */
public final class DDNNs {
    /** The label that the pools made here select by. */
    public static final String POOL_LABEL = "test.ddnn.dev/pool";

    private DDNNs() {}

    /** Cameras, a gateway with an exit, and a cloud, on pools {@code <prefix>cameras}, {@code <prefix>edge}, {@code <prefix>cloud}. */
    public static DDNNSpec camerasGatewayCloud(String prefix, String model, int minBranches, String threshold) {
        return new DDNNSpec(
                model(model),
                List.of(
                        section("camera", prefix + "cameras", "view*/features", null, null),
                        section(
                                "gateway",
                                prefix + "edge",
                                "gateway/features",
                                new JoinSpec("2s", minBranches),
                                new ExitSpec("gateway/logits", threshold)),
                        section("cloud", prefix + "cloud", null, null, new ExitSpec("cloud/logits", null))),
                "5s",
                null,
                null,
                null);
    }

    /** Cameras whose features meet in the cloud. */
    public static DDNNSpec camerasBelowCloud(String prefix, String model) {
        return new DDNNSpec(
                model(model),
                List.of(
                        section("camera", prefix + "cameras", "view*/features", null, null),
                        section("cloud", prefix + "cloud", null, null, new ExitSpec("cloud/logits", null))),
                "5s",
                null,
                null,
                null);
    }

    /** A device with a single view, and a cloud. */
    public static DDNNSpec deviceBelowCloud(String prefix, String model) {
        return new DDNNSpec(
                model(model),
                List.of(
                        section("camera", prefix + "cameras", "view0/features", null, null),
                        section("cloud", prefix + "cloud", null, null, new ExitSpec("cloud/logits", null))),
                "5s",
                null,
                null,
                null);
    }

    /** The section with that placement and port of the node. */
    public static SectionSpec placed(SectionSpec section, Placement placement, Integer hostPort) {
        return new SectionSpec(
                section.name(),
                section.poolRef(),
                section.output(),
                section.branches(),
                section.join(),
                section.exit(),
                section.replicas(),
                section.resources(),
                placement,
                hostPort);
    }

    /** One section in the cloud. */
    public static DDNNSpec cloudOnly(String prefix, String model) {
        return new DDNNSpec(
                model(model),
                List.of(section("cloud", prefix + "cloud", null, null, new ExitSpec("cloud/logits", null))),
                "5s",
                null,
                null,
                null);
    }

    /** The spec with that many revisions kept that nobody holds. */
    public static DDNNSpec historyLimit(DDNNSpec spec, int limit) {
        return new DDNNSpec(
                spec.model(),
                spec.sections(),
                spec.deadline(),
                spec.onUpstreamLoss(),
                spec.imagePullSecrets(),
                spec.rollout(),
                limit);
    }

    /** The spec with one section changed. */
    public static DDNNSpec with(DDNNSpec spec, String name, UnaryOperator<SectionSpec> change) {
        var sections = new ArrayList<SectionSpec>();
        spec.sections().forEach(section -> sections.add(name.equals(section.name()) ? change.apply(section) : section));
        return new DDNNSpec(
                spec.model(),
                sections,
                spec.deadline(),
                spec.onUpstreamLoss(),
                spec.imagePullSecrets(),
                spec.rollout());
    }

    /** The section with that many replicas. */
    public static SectionSpec replicas(SectionSpec section, int replicas) {
        return new SectionSpec(
                section.name(),
                section.poolRef(),
                section.output(),
                section.branches(),
                section.join(),
                section.exit(),
                replicas,
                section.resources(),
                section.placement(),
                section.hostPort());
    }

    /** The section with that memory limit. */
    public static SectionSpec memoryLimit(SectionSpec section, String limit) {
        return new SectionSpec(
                section.name(),
                section.poolRef(),
                section.output(),
                section.branches(),
                section.join(),
                section.exit(),
                section.replicas(),
                new SectionResources(null, Map.of("memory", new Quantity(limit))),
                section.placement(),
                section.hostPort());
    }

    /** The spec with that rollout. */
    public static DDNNSpec rollout(DDNNSpec spec, RolloutSpec rollout) {
        return new DDNNSpec(
                spec.model(),
                spec.sections(),
                spec.deadline(),
                spec.onUpstreamLoss(),
                spec.imagePullSecrets(),
                rollout);
    }

    public static DDNN ddnn(String namespace, String name, DDNNSpec spec) {
        var ddnn = new DDNN();
        ddnn.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        ddnn.setSpec(spec);
        return ddnn;
    }

    /** A pool of the nodes that carry its name in {@link #POOL_LABEL}. */
    public static DDNNNodePool pool(String name, Tier tier) {
        var pool = new DDNNNodePool();
        pool.setMetadata(new ObjectMetaBuilder().withName(name).build());
        pool.setSpec(new DDNNNodePoolSpec(
                tier, new NodesSpec(new NodeLabelSelector(Map.of(POOL_LABEL, name)), null), null, null, null, null));
        return pool;
    }

    private static ModelSpec model(String model) {
        return new ModelSpec(new ModelSource("hub:" + model, ContractJson.hash(model), null));
    }

    private static SectionSpec section(String name, String pool, String output, JoinSpec join, ExitSpec exit) {
        return new SectionSpec(
                name,
                new PoolRef(pool),
                output == null ? null : List.of(new OutputSpec(List.of(output), Encoding.Binary)),
                null,
                join,
                exit,
                null,
                null,
                null,
                null);
    }
}
