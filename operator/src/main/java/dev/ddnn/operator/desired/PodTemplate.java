package dev.ddnn.operator.desired;

import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.plan.BranchAssignment;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.PoolLabels;
import dev.ddnn.operator.plan.PoolTolerations;
import dev.ddnn.operator.plan.SectionPlan;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pod of a section, as the <em>restricted</em> Pod Security Standard allows it. It mounts no service-account token. */
final class PodTemplate {
    static final String HTTP = "http";
    static final String GRPC = "grpc";
    static final String CONFIG_VOLUME = "config";
    static final String CACHE_VOLUME = "cache";
    static final String TEMP_VOLUME = "tmp";
    static final String CONFIG_DIR = "/etc/ddnn";
    static final String CONFIG_PATH = CONFIG_DIR + "/" + SectionConfig.FILE;
    static final String CACHE_DIR = "/var/cache/ddnn";
    static final String TEMP_DIR = "/tmp";

    private PodTemplate() {}

    static PodSpec of(Planned plan, SectionPlan section, BranchAssignment branch, Surroundings surroundings) {
        String name = Names.section(plan.ddnn().name(), section.name());
        return new PodSpecBuilder()
                .withHostname(branch.branch())
                .withSubdomain(name)
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withImagePullSecrets(pullSecrets(plan.intent().imagePullSecrets()))
                .withNodeSelector(nodeSelector(section, branch))
                .withAffinity(branch.node() == null ? null : boundTo(branch.node()))
                .withTolerations(PoolTolerations.of(section.pool()))
                .withContainers(SectionContainer.of(section, branch.branch(), surroundings))
                .withVolumes(config(name), scratch(CACHE_VOLUME, "512Mi"), scratch(TEMP_VOLUME, "256Mi"))
                .build();
    }

    /** A branch is bound to its node; KubeEdge takes pods away that leave their group, if these say which it is. */
    private static @Nullable Map<String, String> nodeSelector(SectionPlan section, BranchAssignment branch) {
        boolean bound = branch.node() != null && section.pool().nodeGroup() == null;
        return bound ? null : PoolLabels.of(section.pool().spec());
    }

    private static Affinity boundTo(String node) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues(node)
                .endMatchField()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    private static List<LocalObjectReference> pullSecrets(List<String> names) {
        return names.stream().map(LocalObjectReference::new).toList();
    }

    private static Volume config(String configMap) {
        return new VolumeBuilder()
                .withName(CONFIG_VOLUME)
                .withNewConfigMap()
                .withName(configMap)
                .endConfigMap()
                .build();
    }

    private static Volume scratch(String name, String limit) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(limit))
                .endEmptyDir()
                .build();
    }
}
