package dev.ddnn.operator.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.Defaults;
import dev.ddnn.api.v1alpha1.OfflinePolicy;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.plan.quota.QuotaWord;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that planning knows of the world, read at one moment. Whatever a decision depends on stands here, and not in the
 * operator's memory: a restarted operator goes on where the old one was.
 *
 * @param ddnn whose world it is
 * @param status as last written; absent: never
 * @param pools those of the spec's pools that exist
 * @param cut the hub's word on the model
 * @param configs section configurations as they stand in ConfigMaps; one that cannot be read is left out
 * @param workloads Deployments and DaemonSets that the DDNN owns
 * @param pods pods of the DDNN
 * @param reports the newest report of each pod; absent: the hub could not be asked
 * @param elsewhere what pods of other DDNNs take from nodes
 * @param revisions what is written down of revisions; what cannot be read is left out
 * @param quotas what each quota of the namespace says of it, by their names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Observed(
        Identity ddnn,
        @Nullable DDNNStatus status,
        List<Pool> pools,
        CutResponse cut,
        List<HeldConfig> configs,
        List<Workload> workloads,
        List<PodState> pods,
        @Nullable List<PodReport> reports,
        List<NodeUse> elsewhere,
        List<RecordedRevision> revisions,
        List<QuotaWord> quotas) {
    public Observed {
        pools = listOf(pools);
        configs = listOf(configs);
        workloads = listOf(workloads);
        pods = listOf(pods);
        elsewhere = listOf(elsewhere);
        revisions = listOf(revisions);
        quotas = listOf(quotas);
        reports = reports == null ? null : List.copyOf(reports);
    }

    /** Why a pod that starts now could not load its section, though the model's cut is known; empty: it could. */
    public Optional<String> hubLacks() {
        return cut.report() == null ? Optional.empty() : Optional.ofNullable(cut.message());
    }

    /** Which object a DDNN is; the UID tells it from an earlier one of the same name. */
    public record Identity(String namespace, String name, String uid, long generation) {}

    /**
     * @param nodes that belong to the pool, ordered by name
     * @param obstacles why the DDNN cannot be planned on it, whatever nodes it has
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Pool(String name, DDNNNodePoolSpec spec, List<Node> nodes, List<Obstacle> obstacles) {
        public Pool {
            nodes = listOf(nodes);
            obstacles = listOf(obstacles);
        }

        /** A pool that may be used. */
        public Pool(String name, DDNNNodePoolSpec spec, List<Node> nodes) {
            this(name, spec, nodes, List.of());
        }

        /** The NodeGroup whose nodes it has; absent: it selects them itself. */
        public @Nullable String nodeGroup() {
            return spec.nodes() == null ? null : spec.nodes().kubeEdgeNodeGroup();
        }

        /** What happens to pods on a node of the pool that is away. */
        public OfflinePolicy offline() {
            return spec.offline() == null ? OfflinePolicy.valueOf(Defaults.OFFLINE) : spec.offline();
        }

        /** The node, if it belongs to the pool. */
        public Optional<Node> node(@Nullable String name) {
            return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
        }

        /** Whether what runs on that node stays there: it belongs to the pool and is ready, or may be away. */
        public boolean keeps(@Nullable String node) {
            return node(node)
                    .filter(member -> member.ready() || offline() == OfflinePolicy.Tolerate)
                    .isPresent();
        }
    }

    /** Why a pool that exists cannot be used. */
    public enum Obstacle {
        /** It names a NodeGroup, and the cluster does not know what that is. */
        KubeEdgeMissing,
        /** The NodeGroup that it names does not exist. */
        NodeGroupMissing,
        /** It is not for the DDNN's namespace. */
        NamespaceForbidden
    }

    /**
     * @param ready its kubelet says so
     * @param cordoned takes no new pods for now: an administrator says so, or it is short of memory, disk or the like
     * @param allocatable what it has for pods, by resource, whoever uses it
     * @param offlineSince since when it is not ready; absent: it is ready, or nobody knows
     * @param taints that keep pods away which do not tolerate them; what Kubernetes itself says by taints of how the node is, is not
     *     among them
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Node(
            String name,
            boolean ready,
            boolean cordoned,
            Map<String, Quantity> allocatable,
            @Nullable Instant offlineSince,
            List<Taint> taints) {
        public Node {
            allocatable = allocatable == null ? Map.of() : Map.copyOf(allocatable);
            taints = listOf(taints);
        }

        /** A node without taints. */
        public Node(
                String name,
                boolean ready,
                boolean cordoned,
                Map<String, Quantity> allocatable,
                @Nullable Instant offlineSince) {
            this(name, ready, cordoned, allocatable, offlineSince, List.of());
        }
    }

    /**
     * @param value absent: none
     * @param effect NoSchedule or NoExecute
     */
    public record Taint(String key, @Nullable String value, String effect) {
        /** As kubectl writes it. */
        public String text() {
            return key + (value == null || value.isEmpty() ? "" : "=" + value) + ":" + effect;
        }
    }

    /**
     * @param hash of the text in the ConfigMap: what pods that follow it report
     * @param rollout what its annotation remembers of a rollout; absent: nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HeldConfig(
            String section,
            String hash,
            SectionConfig config,
            @Nullable String rollout) {}

    /**
     * @param branch absent: what makes the pods of a whole section
     * @param node that it is bound to; absent: none
     * @param replicas wanted now, by whomever
     * @param template hash of the pod template that it was last applied with; absent: unknown
     * @param settled all its pods are of that template, and ready
     * @param pausedAt how many of its pods are of the newest template, where somebody has paused it before all were; absent: nobody has
     * @param refusal the API's words why pods of it cannot be made; absent: they can
     * @param requests of each pod, by resource
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Workload(
            String name,
            String section,
            @Nullable String branch,
            @Nullable String node,
            int replicas,
            @Nullable String template,
            boolean settled,
            @Nullable Integer pausedAt,
            @Nullable String refusal,
            Map<String, Quantity> requests) {
        public Workload {
            requests = requests == null ? Map.of() : Map.copyOf(requests);
        }
    }

    /**
     * @param ready as its kubelet says, on a node that is not lost
     * @param terminating going away
     * @param stuck told to go, and on a node that is not ready or not there any more: nobody takes it away
     * @param trouble why it does not run, without what changes by itself; absent: none known
     * @param told the configuration hash in its annotation, with the attempt's number if there is one; absent: never told
     * @param toldAt when the annotation was written
     * @param place absent: it has none yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PodState(
            String name,
            String uid,
            String section,
            String branch,
            boolean ready,
            boolean terminating,
            boolean stuck,
            @Nullable String trouble,
            @Nullable String told,
            @Nullable Instant toldAt,
            @Nullable Place place) {
        /** Whether it is on that node. */
        public boolean isOn(String node) {
            return place != null && place.node().equals(node);
        }
    }

    /**
     * What a pod takes from its node.
     *
     * @param hostPort port of the node; absent: none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeUse(
            String node,
            Map<String, Quantity> requests,
            @Nullable Integer hostPort) {
        public NodeUse {
            requests = requests == null ? Map.of() : Map.copyOf(requests);
        }
    }

    /**
     * Where a pod is.
     *
     * @param node that it is bound to
     * @param podIp absent: it has none yet
     * @param hostIp address of the node; absent: not known yet
     */
    public record Place(
            String node, @Nullable String podIp, @Nullable String hostIp) {}

    /** What is written down of the revision. */
    public Optional<RecordedRevision> recorded(String revision) {
        return revisions.stream()
                .filter(recorded -> recorded.name().equals(revision))
                .findFirst();
    }

    /** The pool, if it exists. */
    public Optional<Pool> pool(String name) {
        return pools.stream().filter(pool -> pool.name().equals(name)).findFirst();
    }

    /** The section's configuration as its ConfigMap has it. */
    public Optional<HeldConfig> config(String section) {
        return configs.stream().filter(held -> held.section().equals(section)).findFirst();
    }

    /** Pods of a section that are not going away. */
    public Stream<PodState> podsOf(String section) {
        return pods.stream().filter(pod -> pod.section().equals(section) && !pod.terminating());
    }

    /** Pods of a section that cannot be gone before their node is back. */
    public Stream<PodState> stuckOf(String section) {
        return pods.stream().filter(pod -> pod.section().equals(section) && pod.stuck());
    }

    /** What the pod said last, if the hub knows. */
    public Optional<PodReport> reportOf(PodState pod) {
        return reports == null
                ? Optional.empty()
                : reports.stream()
                        .filter(report -> report.podUid().equals(pod.uid()))
                        .findFirst();
    }

    private static <T> List<T> listOf(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
