package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How far one revision has taken the place of another. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutStatus(
        @Min(0)
        @Max(Limits.STEPS)
        @JsonPropertyDescription(
                "The step that the rollout is at or on its way to, from 1; 0 before the first, and where there are no steps. Example: 1.")
        @Nullable
        Integer step,

        @Min(0)
        @Max(Limits.STEPS)
        @JsonPropertyDescription("How many steps the rollout has; 0 to 16. Example: 2.")
        @Nullable
        Integer steps,

        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "Percentage of the samples that the target revision is to answer, 0 to 100. Example: 10.")
        @Nullable
        Integer percent,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "When that percentage was reached, as an RFC 3339 time of at most 35 characters; absent while it is 0. Example: 2026-01-31T10:12:00Z.")
        @Nullable
        String stepStartTime,

        @Size(max = Limits.REVISION)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the revision that was rolled back and is not tried again until the spec changes: a DNS label of at most 63 characters; absent if there is none. Example: vehicles-91bc.")
        @Nullable
        String failedRevision,

        @Size(max = Limits.MESSAGE)
        @JsonPropertyDescription(
                "What the rollout waits for, or why it went back, in at most 1024 characters. Example: until 2026-01-31T10:14:00Z.")
        @Nullable
        String message) {}
