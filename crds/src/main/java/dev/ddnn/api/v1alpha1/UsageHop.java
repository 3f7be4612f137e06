package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Bytes between two sections, all framing above TCP included, as the lower one counts them. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageHop(
        @Required
        @Size(min = 1, max = Limits.SECTION_NAME)
        @JsonPropertyDescription("The section that sends features: at most 20 characters. Example: camera.")
        @Nullable
        String from,

        @Required
        @Size(min = 1, max = Limits.SECTION_NAME)
        @JsonPropertyDescription("The section that sends verdicts back: at most 20 characters. Example: gateway.")
        @Nullable
        String to,

        @Min(0) @JsonPropertyDescription("Bytes upwards. Never negative. Example: 15360000.") @Nullable
        Long upBytes,

        @Min(0) @JsonPropertyDescription("Bytes back. Never negative. Example: 2400000.") @Nullable
        Long downBytes) {}
