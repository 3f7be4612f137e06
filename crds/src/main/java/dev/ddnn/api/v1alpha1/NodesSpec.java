package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Which nodes belong to a pool. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodesSpec(
        @Required
        @JsonPropertyDescription(
                "Selects nodes by their labels. Required. Example: {matchLabels: {site: main-street}}.")
        @Nullable
        NodeLabelSelector selector) {}
