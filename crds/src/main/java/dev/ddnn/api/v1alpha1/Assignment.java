package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The node that a branch is bound to. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assignment(
        @Required
        @Size(min = 1, max = Limits.BRANCH_NAME)
        @JsonPropertyDescription("Name of the branch, that of its view: at most 40 characters. Example: view0.")
        @Nullable
        String branch,

        @Required
        @Size(min = 1, max = Limits.NODE_NAME)
        @JsonPropertyDescription(
                "Name of the node that the branch is bound to: at most 253 characters. Example: cam-17.")
        @Nullable
        String node) {}
