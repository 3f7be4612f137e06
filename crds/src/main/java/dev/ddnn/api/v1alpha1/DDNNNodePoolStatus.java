package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operator last saw of a node pool. A component that is null says nothing. */
@JsonClassDescription(
        "What the operator last saw. Users read it and never write it; the default says that nothing was looked at yet.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNNodePoolStatus(
        @Min(-1)
        @JsonPropertyDescription(
                "The generation of the DDNNNodePool that this status is about. As long as it is less than metadata.generation, the operator has not looked at the newest spec yet; -1 before it has ever looked. Example: 4.")
        @Nullable
        Long observedGeneration,

        @Size(max = Limits.CONDITIONS)
        @JsonPropertyDescription(
                "What is true and what is not, each type once; at most 16. Types: Ready (the pool has at least one node that is ready), Overlapping (a warning: another pool has some of the same nodes; absent otherwise). Example: [{type: Ready, status: \"True\", reason: NodesReady, ...}].")
        @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription("How many nodes the pool has. Example: {ready: 2, total: 3}.") @Nullable
        NodeCounts nodes,

        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "What the ready nodes of the pool have for pods, added up, whoever uses it: amounts by resource, at most 8: cpu in cores, memory in bytes (rounded down to whole Mi), and extended resources. Example: {cpu: \"8\", memory: 15800Mi}.")
        @Nullable
        Map<String, Quantity> allocatable,

        @Size(max = Limits.LISTED)
        @JsonPropertyDescription(
                "The nodes of the pool that are not ready or out of reach, those that are away longest first; at most 100 are listed. Example: [{name: cam-17, since: 2026-01-31T10:12:00Z}].")
        @Nullable
        List<OfflineNode> offlineNodes,

        @Size(max = Limits.LISTED)
        @JsonPropertyDescription(
                "The nodes that the NodeGroup wants and could not get, with kubeEdgeNodeGroup only; at most 100 are listed. Example: [{name: cam-18, reason: node has been grouped}].")
        @Nullable
        List<FailedMember> failedMembers,

        @Size(max = Limits.LISTED)
        @JsonPropertyDescription(
                "What runs on the nodes of the pool, by section; at most 100 sections are listed. Example: [{namespace: city, ddnn: vehicles, section: camera, pods: 6}].")
        @Nullable
        List<PoolWorkload> workloads,

        @Size(max = Limits.SUMMARY)
        @JsonPropertyDescription(
                "Ready nodes of all nodes in short, for the columns of kubectl get; at most 512 characters. Example: 2/3.")
        @Nullable
        String nodeSummary,

        @Size(max = Limits.SUMMARY)
        @JsonPropertyDescription(
                "Offline nodes in short, for the columns of kubectl get; at most 512 characters. Example: cam-17 since 2026-01-31T10:12Z.")
        @Nullable
        String offlineSummary,

        @Size(max = Limits.SUMMARY)
        @JsonPropertyDescription(
                "What runs on the pool in short, for the columns of kubectl get; at most 512 characters. Example: city/vehicles/camera 6.")
        @Nullable
        String workloadSummary) {}
