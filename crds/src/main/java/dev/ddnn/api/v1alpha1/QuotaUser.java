package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What the DDNNs of one name have used of today and of this month. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaUser(
        @Required
        @Size(min = 1, max = Limits.DDNN_NAME)
        @JsonPropertyDescription("Name of the DDNN: at most 30 characters. Example: vehicles.")
        @Nullable
        String ddnn,

        @Min(0)
        @JsonPropertyDescription(
                "Bytes that went up today above its deciding section. Never negative. Example: 1932735283.")
        @Nullable
        Long uplinkBytes,

        @Size(max = Limits.AMOUNT)
        @JsonPropertyDescription(
                "What it has cost this month, as a decimal of at most 40 characters, rounded down. Example: \"12.503112\".")
        @Nullable
        String cost) {}
