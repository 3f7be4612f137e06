package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs at one tier: the part of the graph between two partition points. */
@ValidationRule(
        value = "!has(self.join) || !has(self.replicas) || self.replicas == 1",
        messageExpression =
                "'`replicas` must be 1 or absent in a section with `join`, as all parts of a sample must meet in one pod; found more in \\'' + self.name + '\\''")
@ValidationRule(
        value = "!has(self.placement) || self.placement != 'EveryNode' || !has(self.replicas)",
        messageExpression =
                "'`replicas` must be absent in a section with `placement: EveryNode`, as each node of the pool runs one pod; found it in \\'' + self.name + '\\''")
@ValidationRule(
        value = "!has(self.placement) || self.placement != 'EveryNode' || !has(self.branches)",
        messageExpression =
                "'`branches` must be absent in a section with `placement: EveryNode`, as each node of the pool runs the same branch; found it in \\'' + self.name + '\\''")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SectionSpec(
        @Required
        @Size(min = 1, max = Limits.SECTION_NAME)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the section, unique within the DDNN: a DNS label of at most 20 characters. It becomes part of the names of pods and Services. Required. Example: gateway.")
        @Nullable
        String name,

        @Required
        @JsonPropertyDescription("The node pool that the section runs on. Required. Example: {name: district-edge}.")
        @Nullable
        PoolRef poolRef,

        @Size(min = 1, max = Limits.OUTPUTS)
        @JsonPropertyDescription(
                "The partition point: the tensors that leave this section for the next one; 1 to 16 entries. Required in every section but the last, which has none. Example: [{tensors: [\"view*/features\"], encoding: Binary}].")
        @Nullable
        List<OutputSpec> output,

        @Size(max = Limits.BRANCHES)
        @JsonPropertyDescription(
                "Wishes for single branches of the section, for instance the node that a branch runs on; at most 64, names unique. Branches that are not listed are assigned by the operator. Example: [{name: view0, nodeName: cam-17}].")
        @Nullable
        List<BranchSpec> branches,

        @JsonPropertyDescription(
                "How a section that is fed by several branches waits for the parts of a sample. Only above the first section; by default 50ms for all branches. Example: {timeout: 50ms, minBranches: 3}.")
        @Nullable
        JoinSpec join,

        @JsonPropertyDescription(
                "A classifier of this section that answers at once when it is confident. Required in the last section, which always answers. Example: {logits: gateway/logits, entropyBelow: \"0.80\"}.")
        @Nullable
        ExitSpec exit,

        @Min(1)
        @Max(Limits.REPLICAS)
        @JsonPropertyDescription(
                "Number of pods that share the work of the section, 1 to 100; not above 1 in a section with join. If absent the operator does not claim it, so that an autoscaler may set the replicas of the section's Deployment, which starts with 1. Example: 2.")
        @Nullable
        Integer replicas,

        @JsonPropertyDescription(
                "What a pod of the section asks of its node. By default a pod requests cpu 50m and memory 128Mi and may use memory 256Mi. A change replaces the section's pods at once, whatever spec.rollout says; while the only pod of a join or branch is replaced, samples are refused, to be sent again. Example: {requests: {cpu: 100m, memory: 160Mi}, limits: {memory: 256Mi}}.")
        @Nullable
        SectionResources resources,

        @JsonPropertyDescription(
                "On which nodes of the pool the section runs. Assigned (the default): as many pods as it needs, each on a node that is chosen for it. EveryNode: each node of the pool runs a copy of its own and answers for its own samples, nodes that join later included; only in the first section, if it has a single branch. Example: EveryNode.")
        @Nullable
        Placement placement,

        @Min(Limits.HOST_PORT_LEAST)
        @Max(Limits.HOST_PORT_MOST)
        @JsonPropertyDescription(
                "Port of the node at which the pod takes samples besides its own address, for a capture program on the same device; from 1024 to 65535, only in the first section, none by default. A namespace that enforces the Pod Security Standard baseline or restricted refuses such pods. Example: 8080.")
        @Nullable
        Integer hostPort) {}
