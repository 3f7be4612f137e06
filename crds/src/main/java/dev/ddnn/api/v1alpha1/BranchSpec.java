package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A wish for one branch of a section. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BranchSpec(
        @Required
        @Size(min = 1, max = Limits.BRANCH_NAME)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the branch, that of its view (or of its views, joined by `-`): a DNS label of at most 40 characters, unique within the section. Required. Example: view0.")
        @Nullable
        String name,

        @Size(min = 1, max = Limits.NODE_NAME)
        @Pattern(Limits.SUBDOMAIN)
        @JsonPropertyDescription(
                "Name of the node of the pool that the branch runs on: at most 253 characters. By default the operator chooses a node and keeps to it. Example: cam-17.")
        @Nullable
        String nodeName) {}
