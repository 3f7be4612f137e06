package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A node that a NodeGroup wants and does not have. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedMember(
        @Required
        @Size(min = 1, max = Limits.NODE_NAME)
        @JsonPropertyDescription("Name of the node: at most 253 characters. Example: cam-18.")
        @Nullable
        String name,

        @Size(max = Limits.MESSAGE)
        @JsonPropertyDescription(
                "Why the group does not have the node, in the words of KubeEdge, at most 1024 characters; absent if it says nothing. Example: node has been grouped.")
        @Nullable
        String reason) {}
