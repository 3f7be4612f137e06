package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A node of a pool that is away. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfflineNode(
        @Required
        @Size(min = 1, max = Limits.NODE_NAME)
        @JsonPropertyDescription("Name of the node: at most 253 characters. Example: cam-17.")
        @Nullable
        String name,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "Since when the node is not ready or out of reach, as an RFC 3339 time of at most 35 characters; absent if nobody knows. Example: 2026-01-31T10:12:00Z.")
        @Nullable
        String since) {}
