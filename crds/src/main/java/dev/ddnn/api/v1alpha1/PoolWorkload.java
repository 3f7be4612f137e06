package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A section that has pods on the nodes of a pool. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolWorkload(
        @Required
        @Size(min = 1, max = Limits.LABEL_VALUE)
        @JsonPropertyDescription("Namespace of the DDNN: at most 63 characters. Example: city.")
        @Nullable
        String namespace,

        @Required
        @Size(min = 1, max = Limits.LABEL_VALUE)
        @JsonPropertyDescription(
                "Name of the DDNN, as the label ddnn.dev/ddnn of the pods says: at most 63 characters. Example: vehicles.")
        @Nullable
        String ddnn,

        @Required
        @Size(min = 1, max = Limits.LABEL_VALUE)
        @JsonPropertyDescription(
                "Name of the section, as the label ddnn.dev/section of the pods says: at most 63 characters. Example: camera.")
        @Nullable
        String section,

        @Min(0)
        @JsonPropertyDescription(
                "Number of pods of the section that are bound to nodes of the pool, ready or not. Never negative. Example: 6.")
        @Nullable
        Integer pods) {}
