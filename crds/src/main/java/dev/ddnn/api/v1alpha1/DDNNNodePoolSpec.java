package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of nodes of one tier, with its uplink. */
@JsonClassDescription("Which nodes belong to the pool, and how they are connected. The operator never writes here.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNNodePoolSpec(
        @Required
        @JsonPropertyDescription(
                "Where the nodes stand: Device (next to or in what produces the data), Edge (between devices and data centre) or Cloud. Required. Example: Edge.")
        @Nullable
        Tier tier,

        @Required
        @JsonPropertyDescription(
                "Which nodes of the cluster belong to the pool: exactly one of selector and kubeEdgeNodeGroup. Required. Example: {selector: {matchLabels: {site: main-street}}}.")
        @Nullable
        NodesSpec nodes,

        @JsonPropertyDescription(
                "The declared link from each of the nodes towards the next tier. Absent if it is not known or there is none, as in the cloud. Example: {bandwidth: 2M, latency: 20ms}.")
        @Nullable
        UplinkSpec uplink,

        @Default(Defaults.OFFLINE)
        @JsonPropertyDescription(
                "What happens to pods on a node of the pool that is not ready or out of reach. Tolerate (the default): they stay bound to it without limit, so that the same pod goes on when the node is back; for nodes that are often away, as at the edge. Evict: a branch moves to another ready node of the pool as soon as its node is not ready, unless branches[].nodeName names that node, and other pods are evicted as Kubernetes does it, after five minutes by default. Example: Tolerate.")
        @Nullable
        OfflinePolicy offline,

        @Size(max = Limits.TOLERATIONS)
        @JsonPropertyDescription(
                "Tolerations that pods on this pool get, for nodes with taints; at most 16, none by default. A change replaces the pods on this pool at once; while the only pod of a join or branch is replaced, samples are refused, to be sent again. Example: [{key: edge, operator: Exists, effect: NoSchedule}].")
        @Nullable
        List<Toleration> tolerations,

        @JsonPropertyDescription(
                "Whose DDNNs may run on the pool; absent: those of every namespace. A DDNN of another namespace is refused; what it has running already goes on, and is changed no more. Example: {from: Selector, selector: {matchLabels: {team: vision}}}.")
        @Nullable
        NamespacesSpec namespaces,

        @JsonPropertyDescription(
                "What use of the pool costs, for the bills (DDNNUsage); nothing if absent. A change holds for what is used from then on. Example: {cpuHour: \"0.02\", memoryGiHour: \"0.003\", uplinkGi: \"0.10\"}.")
        @Nullable
        PriceSpec price,

        @JsonPropertyDescription(
                "What a node of the pool draws, to estimate the energy in the bills (DDNNUsage); none is estimated if absent. Example: {idleWatts: \"2.5\", busyWatts: \"6\"}.")
        @Nullable
        PowerSpec power) {
    /** A pool whose use is free. */
    public DDNNNodePoolSpec(
            @Nullable Tier tier,
            @Nullable NodesSpec nodes,
            @Nullable UplinkSpec uplink,
            @Nullable OfflinePolicy offline,
            @Nullable List<Toleration> tolerations,
            @Nullable NamespacesSpec namespaces) {
        this(tier, nodes, uplink, offline, tolerations, namespaces, null, null);
    }
}
