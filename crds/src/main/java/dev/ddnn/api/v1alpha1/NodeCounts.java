package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How many nodes a pool has. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeCounts(
        @Min(0)
        @JsonPropertyDescription("Number of nodes of the pool that are ready. Never negative. Example: 2.")
        @Nullable
        Integer ready,

        @Min(0) @JsonPropertyDescription("Number of nodes that the pool selects. Never negative. Example: 3.") @Nullable
        Integer total) {}
