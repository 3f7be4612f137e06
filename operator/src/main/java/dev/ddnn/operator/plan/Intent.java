package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.BranchSpec;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.Defaults;
import dev.ddnn.api.v1alpha1.Durations;
import dev.ddnn.api.v1alpha1.ExitSpec;
import dev.ddnn.api.v1alpha1.GatesSpec;
import dev.ddnn.api.v1alpha1.ModelSource;
import dev.ddnn.api.v1alpha1.OutputSpec;
import dev.ddnn.api.v1alpha1.Placement;
import dev.ddnn.api.v1alpha1.RolloutSpec;
import dev.ddnn.api.v1alpha1.SectionResources;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.model.codec.Encoding;
import dev.ddnn.operator.plan.rollout.RolloutPlan;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A valid spec with its defaults filled in: what the user means. Made of specs that passed
 * {@link dev.ddnn.operator.validate.DDNNValidator#check(DDNNSpec)} only.
 *
 * @param source of the model, without credentials
 * @param credentialsSecret of the source; absent: none
 * @param deadlineMillis of a sample
 * @param imagePullSecrets names
 * @param rollout how a revision takes the place of another
 * @param revisionHistoryLimit how many revisions stay written down that nobody holds any more
 */
public record Intent(
        CutRequest.Source source,
        @Nullable String credentialsSecret,
        List<Section> sections,
        long deadlineMillis,
        OnUpstreamLoss onUpstreamLoss,
        List<String> imagePullSecrets,
        RolloutPlan rollout,
        int revisionHistoryLimit) {

    /**
     * @param wishes node by branch
     * @param minBranches absent: all
     * @param replicas absent: not claimed
     * @param hostPort port of the node; absent: none
     */
    public record Section(
            String name,
            String pool,
            List<CutRequest.Output> outputs,
            CutRequest.@Nullable Exit exit,
            Map<String, String> wishes,
            long joinTimeoutMillis,
            @Nullable Integer minBranches,
            @Nullable Integer replicas,
            SectionResources resources,
            Placement placement,
            @Nullable Integer hostPort) {}

    /** Reads a spec that was checked. */
    public static Intent of(DDNNSpec spec) {
        ModelSource source = required(required(spec.model()).source());
        OnUpstreamLoss loss = OnUpstreamLoss.valueOf(
                spec.onUpstreamLoss() == null
                        ? Defaults.ON_UPSTREAM_LOSS
                        : spec.onUpstreamLoss().name());
        return new Intent(
                new CutRequest.Source(required(source.uri()), required(source.sha256())),
                source.credentialsSecretRef() == null
                        ? null
                        : required(source.credentialsSecretRef().name()),
                required(spec.sections()).stream().map(Intent::section).toList(),
                millis(spec.deadline(), Defaults.DEADLINE),
                loss,
                orEmpty(spec.imagePullSecrets()).stream()
                        .map(LocalObjectReference::getName)
                        .toList(),
                rollout(spec.rollout()),
                spec.revisionHistoryLimit() == null
                        ? Integer.parseInt(Defaults.REVISION_HISTORY_LIMIT)
                        : spec.revisionHistoryLimit());
    }

    /**
     * What to ask the hub for. Equal models and cuts give equal requests, whatever else the spec says.
     *
     * @param namespace of the DDNN and its Secret
     */
    public CutRequest cutRequest(String namespace) {
        CutRequest.SecretRef credentials =
                credentialsSecret == null ? null : new CutRequest.SecretRef(namespace, credentialsSecret);
        return new CutRequest(
                new CutRequest.Source(source.uri(), source.sha256(), credentials),
                sections.stream()
                        .map(section -> new CutRequest.Section(section.name(), section.outputs(), section.exit()))
                        .toList());
    }

    /** Of what the hub is asked for: what ConfigMaps and DDNNRevisions remember of it. */
    public String requestHash(String namespace) {
        return hash(cutRequest(namespace));
    }

    /** Of any request to the hub. */
    public static String hash(CutRequest request) {
        return ContractJson.hash(ContractJson.write(request));
    }

    private static Section section(SectionSpec spec) {
        var join = spec.join();
        return new Section(
                required(spec.name()),
                required(required(spec.poolRef()).name()),
                orEmpty(spec.output()).stream().map(Intent::output).toList(),
                exit(spec.exit()),
                wishes(orEmpty(spec.branches())),
                millis(join == null ? null : join.timeout(), Defaults.JOIN_TIMEOUT),
                join == null ? null : join.minBranches(),
                spec.replicas(),
                spec.resources() == null ? new SectionResources(null, null) : spec.resources(),
                spec.placement() == null ? Placement.Assigned : spec.placement(),
                spec.hostPort());
    }

    private static RolloutPlan rollout(@Nullable RolloutSpec spec) {
        return spec == null
                ? RolloutPlan.AT_ONCE
                : new RolloutPlan(
                        orEmpty(spec.steps()).stream()
                                .map(step -> new RolloutPlan.Step(
                                        required(step.percent()),
                                        Durations.parse(step.hold() == null ? Defaults.HOLD : step.hold())))
                                .toList(),
                        Durations.parse(
                                spec.progressDeadline() == null ? Defaults.PROGRESS_DEADLINE : spec.progressDeadline()),
                        Boolean.TRUE.equals(spec.paused()),
                        spec.gates() == null ? null : gates(spec.gates()));
    }

    private static RolloutPlan.GateLimits gates(GatesSpec spec) {
        return new RolloutPlan.GateLimits(
                spec.minSamples() == null ? Integer.parseInt(Defaults.MIN_SAMPLES) : spec.minSamples(),
                spec.maxExitShiftPoints(),
                spec.minAgreementPercent(),
                spec.maxP95IncreasePercent(),
                spec.maxErrorPercent(),
                spec.maxDegradedPercent());
    }

    private static CutRequest.Output output(OutputSpec output) {
        var encoding = output.encoding();
        return new CutRequest.Output(
                required(output.tensors()), encoding == null ? Encoding.Float32 : Encoding.valueOf(encoding.name()));
    }

    private static CutRequest.@Nullable Exit exit(@Nullable ExitSpec exit) {
        return exit == null ? null : new CutRequest.Exit(required(exit.logits()), exit.entropyBelow());
    }

    private static Map<String, String> wishes(List<BranchSpec> branches) {
        var wishes = new HashMap<String, String>();
        for (BranchSpec branch : branches) {
            if (branch.nodeName() != null) {
                wishes.put(required(branch.name()), branch.nodeName());
            }
        }
        return Map.copyOf(wishes);
    }

    private static long millis(@Nullable String text, String otherwise) {
        return Durations.parse(text == null ? otherwise : text).toMillis();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value, "checked by DDNNValidator");
    }
}
