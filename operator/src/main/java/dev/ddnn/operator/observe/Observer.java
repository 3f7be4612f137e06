package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.ReceivedReports;
import dev.ddnn.contract.report.ReceivedReports.Received;
import dev.ddnn.operator.desired.AppliedCut;
import dev.ddnn.operator.desired.Ownership;
import dev.ddnn.operator.plan.Intent;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.Observed.Workload;
import dev.ddnn.operator.plan.RecordedRevision;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads all that planning needs to know, and nothing else. Waits for the hub for a few seconds at most. */
public final class Observer {
    private final HubClient hub;
    private final CutMemory memory = new CutMemory();

    public Observer(HubClient hub) {
        this.hub = hub;
    }

    /**
     * Looks at the world of one DDNN.
     *
     * @param spec without violations of its own
     * @param status as last written; absent: never
     */
    public Observed observe(Identity ddnn, DDNNSpec spec, @Nullable DDNNStatus status, ClusterView view) {
        Intent intent = Intent.of(spec);
        CutRequest request = intent.cutRequest(ddnn.namespace());
        List<ConfigMap> maps = owned(view.configMaps(ddnn), ddnn).toList();
        Set<String> readyNodes = NodeReader.ready(view.nodes());
        List<RecordedRevision> revisions = ChildReader.present(
                owned(view.revisions(ddnn), ddnn).map(revision -> ChildReader.revision(ddnn, revision)));
        var reports = hub.begunReports(ddnn.namespace(), ddnn.name());
        CutResponse cut = applied(memory.recall(request, hub.cut(request)), request, maps, revisions);
        return new Observed(
                ddnn,
                status,
                pools(ddnn, intent, view),
                cut,
                ChildReader.<HeldConfig>present(maps.stream().map(ChildReader::config)),
                workloads(ddnn, view),
                ChildReader.<PodState>present(view.pods(ddnn).stream().map(pod -> PodReader.pod(pod, readyNodes))),
                newest(reports.join()),
                isPlacing(cut) ? NodeUses.of(view.everyPod(), ddnn) : List.of(),
                revisions,
                QuotaObserver.words(view.quotas(ddnn.namespace()), ddnn.uid(), status));
    }

    /** Only branches are put on nodes by their room; of that every pod there is is asked. */
    private static boolean isPlacing(CutResponse cut) {
        return cut.report() != null
                && cut.report().sections().stream()
                        .anyMatch(section -> section.branches().size() > 1);
    }

    /** What was applied for the same request goes on or comes back, whatever keeps the hub from saying it again. */
    private static CutResponse applied(
            CutResponse cut, CutRequest request, List<ConfigMap> maps, List<RecordedRevision> revisions) {
        return switch (cut.state()) {
            case Cut, Refused -> cut;
            case Fetching, Unavailable ->
                AppliedCut.of(request, maps, revisions)
                        .map(report -> CutResponse.kept(report, cut))
                        .orElse(cut);
        };
    }

    private static List<Workload> workloads(Identity ddnn, ClusterView view) {
        return ChildReader.present(Stream.concat(
                owned(view.deployments(ddnn), ddnn).map(WorkloadReader::deployment),
                owned(view.daemonSets(ddnn), ddnn)
                        .map(daemonSet -> WorkloadReader.daemonSet(daemonSet, view::refusal))));
    }

    private static <T extends HasMetadata> Stream<T> owned(List<T> children, Identity ddnn) {
        return children.stream().filter(child -> Ownership.isBy(ddnn.uid(), child));
    }

    private static List<Pool> pools(Identity ddnn, Intent intent, ClusterView view) {
        List<Node> nodes = view.nodes();
        return intent.sections().stream()
                .map(Intent.Section::pool)
                .distinct()
                .map(view::pool)
                .flatMap(Optional::stream)
                .map(pool -> PoolReader.read(pool, nodes, view.nodeGroups(), view.namespaceLabels(ddnn.namespace())))
                .toList();
    }

    /** One report per pod: a restarted process counts anew, so the boot heard of last is the one that runs. */
    private static @Nullable List<PodReport> newest(Optional<ReceivedReports> reports) {
        return reports.map(ReceivedReports::reports)
                .map(received -> received.stream()
                        .sorted(Comparator.comparingLong(Received::ageMillis))
                        .map(Received::report)
                        .toList())
                .orElse(null);
    }
}
