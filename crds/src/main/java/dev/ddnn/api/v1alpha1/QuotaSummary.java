package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Use and limits in short: columns cannot print maps. Without a limit there is the use alone. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaSummary(
        @Size(max = Limits.LABEL_VALUE)
        @JsonPropertyDescription("DDNNs that have something, of the limit: at most 63 characters. Example: 2/5.")
        @Nullable
        String ddnns,

        @Size(max = Limits.LABEL_VALUE)
        @JsonPropertyDescription("Pods of the tier Device, of the limit: at most 63 characters. Example: 12/40.")
        @Nullable
        String device,

        @Size(max = Limits.LABEL_VALUE)
        @JsonPropertyDescription("Pods of the tier Edge, of the limit: at most 63 characters. Example: 2/10.")
        @Nullable
        String edge,

        @Size(max = Limits.LABEL_VALUE)
        @JsonPropertyDescription("Pods of the tier Cloud, of the limit: at most 63 characters. Example: 4/10.")
        @Nullable
        String cloud,

        @Size(max = Limits.LABEL_VALUE)
        @JsonPropertyDescription("Requested cores, of the limit: at most 63 characters. Example: 900m/20.")
        @Nullable
        String cpu,

        @Size(max = Limits.LABEL_VALUE)
        @JsonPropertyDescription("Requested memory, of the limit: at most 63 characters. Example: 2304Mi/32Gi.")
        @Nullable
        String memory,

        @Min(0) @JsonPropertyDescription("How many DDNNs wait. Never negative. Example: 1.") @Nullable
        Integer waiting) {}
