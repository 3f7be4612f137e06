package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which nodes belong to a pool: exactly one of the two ways to say it. */
@ValidationRule(
        value = "has(self.selector) != has(self.kubeEdgeNodeGroup)",
        messageExpression =
                "'`nodes` must have exactly one of `selector` and `kubeEdgeNodeGroup`; found ' + (has(self.selector) ? 'both' : 'neither')")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodesSpec(
        @JsonPropertyDescription(
                "Selects nodes by their labels; absent with kubeEdgeNodeGroup. Example: {matchLabels: {site: main-street}}.")
        @Nullable
        NodeLabelSelector selector,

        @Size(min = 1, max = Limits.GROUP_NAME)
        @Pattern(Limits.SUBDOMAIN)
        @JsonPropertyDescription(
                "Name of a NodeGroup of KubeEdge (apps.kubeedge.io), whose nodes the pool then has: those that carry the label apps.kubeedge.io/belonging-to with this name, as KubeEdge gives it to them; at most 63 characters. The group and KubeEdge itself may be installed later; until then the pool is not ready and says so. Absent with selector. Example: main-street.")
        @Nullable
        String kubeEdgeNodeGroup) {}
