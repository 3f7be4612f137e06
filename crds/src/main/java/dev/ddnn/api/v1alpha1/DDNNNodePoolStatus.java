package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator last saw of a node pool. A component that is null says nothing. */
@JsonClassDescription("What the operator last saw. Users read it and never write it.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNNodePoolStatus(
        @Min(0)
        @JsonPropertyDescription(
                "The generation of the DDNNNodePool that this status is about. As long as it is less than metadata.generation, the operator has not looked at the newest spec yet. Example: 4.")
        @Nullable
        Long observedGeneration,

        @Size(max = Limits.CONDITIONS)
        @JsonPropertyDescription(
                "What is true and what is not, each type once; at most 16. Types: Ready (the pool has at least one node that is ready). Example: [{type: Ready, status: \"True\", reason: NodesReady, ...}].")
        @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription("How many nodes the pool has. Example: {ready: 2, total: 3}.") @Nullable
        NodeCounts nodes,

        @Size(max = Limits.SUMMARY)
        @JsonPropertyDescription(
                "Ready nodes of all nodes in short, for the columns of kubectl get; at most 512 characters. Example: 2/3.")
        @Nullable
        String nodeSummary) {}
