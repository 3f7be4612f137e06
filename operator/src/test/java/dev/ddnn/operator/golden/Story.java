package dev.ddnn.operator.golden;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.operator.plan.DDNNPlan;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Observed.NodeUse;
import dev.ddnn.operator.plan.Observed.Place;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.Observed.Workload;
import dev.ddnn.operator.plan.Planner;
import dev.ddnn.operator.plan.RecordedRevision;
import dev.ddnn.operator.plan.Revision;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.quota.QuotaWord;
import dev.ddnn.operator.status.ApplyReport;
import dev.ddnn.operator.testing.Cuts;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a golden story: a DDNN, and in short words what is there.
 *
 * @param applied what applying comes to
 * @param failure of the environment; absent: none
 */
record Story(
        DDNN ddnn,
        Observed observed,
        ApplyReport applied,
        @Nullable String failure) {
    static final String DDNN_FILE = "in-DDNN.yaml";
    static final String OBSERVED_FILE = "in-observed.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).registerModule(new JavaTimeModule());

    static Story read(Path directory) throws IOException {
        DDNN ddnn = Serialization.unmarshal(Files.readString(directory.resolve(DDNN_FILE)), DDNN.class);
        var brief = YAML.readValue(directory.resolve(OBSERVED_FILE).toFile(), Brief.class);
        return new Story(ddnn, brief.observed(ddnn), brief.report(), brief.failure());
    }

    /**
     * What is there, in short words.
     *
     * @param pools as they are observed
     * @param cut what the hub says
     * @param workloads what makes pods, where it says something; absent: nothing
     * @param pods that run; a ready one follows its section's configuration and says that it has loaded the target
     * @param elsewhere what other DDNNs take from nodes
     * @param rollout where on the road to the target it is; absent: nothing was applied yet
     * @param former models of revisions that are written down, by the generation that each was made for first
     * @param quotas what each quota says of it; absent: there is none
     * @param written children that applying changed
     * @param taken needed names that belong to somebody else
     * @param failure what went wrong in the environment
     */
    record Brief(
            List<Pool> pools,
            BriefCut cut,
            @Nullable List<Workload> workloads,
            @Nullable List<BriefPod> pods,
            @Nullable List<NodeUse> elsewhere,
            @Nullable BriefRollout rollout,
            @Nullable Map<String, Long> former,
            @Nullable List<QuotaWord> quotas,
            @Nullable List<String> written,
            @Nullable List<String> taken,
            @Nullable String failure) {
        ApplyReport report() {
            return new ApplyReport(
                    written == null ? List.of() : written,
                    List.of(),
                    List.of(),
                    taken == null ? List.of() : taken,
                    List.of(),
                    List.of(),
                    List.of());
        }

        Observed observed(DDNN ddnn) {
            var metadata = ddnn.getMetadata();
            var identity = new Identity(
                    metadata.getNamespace(), metadata.getName(), metadata.getUid(), metadata.getGeneration());
            var bare = new Observed(
                    identity,
                    ddnn.getStatus(),
                    pools,
                    cut.response(),
                    List.of(),
                    workloads,
                    List.of(),
                    List.of(),
                    elsewhere,
                    former(identity),
                    quotas);
            if (pods == null) {
                return bare;
            }
            if (rollout != null) {
                return rollout.observed(bare, ddnn.getSpec(), pods);
            }
            return new Observed(
                    identity,
                    ddnn.getStatus(),
                    pools,
                    cut.response(),
                    List.of(),
                    workloads,
                    pods.stream().map(BriefPod::state).toList(),
                    reports(Planner.plan(ddnn.getSpec(), bare, GoldenStoriesTest.NOW), identity),
                    elsewhere,
                    former(identity),
                    quotas);
        }

        private List<RecordedRevision> former(Identity ddnn) {
            return former == null
                    ? List.of()
                    : former.entrySet().stream()
                            .map(entry -> former(ddnn.name(), entry.getKey(), entry.getValue()))
                            .toList();
        }

        private RecordedRevision former(String ddnn, String model, long generation) {
            var revision = Revision.of(
                    ddnn, Objects.requireNonNull(cut.withModel(model).response().report()));
            return RecordedRevision.anew(revision, "hub:" + model, generation);
        }

        private List<PodReport> reports(DDNNPlan plan, Identity ddnn) {
            return plan.fold(
                    planned -> pods.stream()
                            .filter(BriefPod::ready)
                            .map(pod -> pod.report(planned, ddnn))
                            .toList(),
                    waiting -> List.of(),
                    refused -> List.of());
        }
    }

    /**
     * @param model absent: {@code model}
     * @param cameras how many views; 0: a single device below the cloud
     * @param threshold absent: everything in the cloud
     * @param fetching what the hub says while it fetches
     * @param refused the one problem that it has
     * @param unavailable what the hub says while it has no cut to give
     * @param lost what the hub says now, where it has the cut no more that it gave earlier
     * @param cause what is in the way then; absent: the hub itself
     */
    record BriefCut(
            @Nullable String model,
            int cameras,
            @Nullable String threshold,
            @Nullable String fetching,
            CutResponse.@Nullable Problem refused,
            @Nullable String unavailable,
            @Nullable String lost,
            CutResponse.@Nullable Cause cause) {
        String name() {
            return model == null ? "model" : model;
        }

        BriefCut withModel(String other) {
            return new BriefCut(other, cameras, threshold, fetching, refused, unavailable, lost, cause);
        }

        CutResponse response() {
            if (unavailable != null) {
                return unavailable(unavailable);
            }
            if (fetching != null) {
                return CutResponse.fetching(fetching);
            }
            if (refused != null) {
                return CutResponse.refused(List.of(refused));
            }
            return lost == null ? CutResponse.cut(report()) : CutResponse.kept(report(), unavailable(lost));
        }

        private CutResponse unavailable(String message) {
            return cause == null ? CutResponse.unavailable(message) : CutResponse.unavailable(cause, message);
        }

        private CutReport report() {
            if (cameras == 0) {
                return Cuts.deviceBelowCloud(name());
            }
            return threshold == null
                    ? Cuts.cloudOnly(name(), cameras)
                    : Cuts.camerasGatewayCloud(name(), cameras, threshold);
        }
    }

    /**
     * @param stuck told to go, on a node that is lost
     * @param trouble as the node says
     * @param place where it is, for sections whose pods are told apart by it
     */
    record BriefPod(
            String section,
            String branch,
            boolean ready,
            boolean stuck,
            @Nullable String trouble,
            @Nullable Place place) {
        String name() {
            return section + "-" + branch + (place == null ? "" : "-" + place.node()) + "-pod";
        }

        PodState state() {
            return new PodState(
                    name(), name() + "-uid", section, branch, ready, stuck, stuck, trouble, null, null, place);
        }

        PodReport report(Planned plan, Identity ddnn) {
            String hash = plan.sections().stream()
                    .filter(candidate -> candidate.name().equals(section))
                    .map(SectionPlan::configHash)
                    .findFirst()
                    .orElseThrow();
            var loaded = new RevisionState(plan.target().name(), null, State.Loaded, null);
            return new PodReport(
                    name() + "-uid",
                    "boot",
                    1,
                    name(),
                    "node",
                    ddnn.namespace(),
                    ddnn.name(),
                    section,
                    branch,
                    hash,
                    null,
                    List.of(loaded),
                    new Samples(0, 0, 0, 0, Map.of()),
                    null);
        }
    }
}
