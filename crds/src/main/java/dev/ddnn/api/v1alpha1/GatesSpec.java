package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** What a new revision has to keep to while it answers a share of the samples. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatesSpec(
        @Default(Defaults.MIN_SAMPLES)
        @Min(1)
        @Max(1_000_000)
        @JsonPropertyDescription(
                "How many samples of this rollout each gate is judged on at least; with fewer the step waits. 1 to 1000000, 200 by default. Example: 200.")
        @Nullable
        Integer minSamples,

        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "By how many percentage points the share of an exit may differ between the new revision and the one before; 0 to 100, absent: not judged. Example: 10.")
        @Nullable
        Integer maxExitShiftPoints,

        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "On how many percent of the samples that both revisions answered they must give the same class; 0 to 100, absent: not judged. Example: 95.")
        @Nullable
        Integer minAgreementPercent,

        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
                "By how many percent the time within which 95 of 100 answers are given may be above that of the revision before; 0 to 1000, absent: not judged. Example: 20.")
        @Nullable
        Integer maxP95IncreasePercent,

        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "How many percent of the new revision's samples may get no answer; 0 to 100, absent: not judged. Example: 1.")
        @Nullable
        Integer maxErrorPercent,

        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "How many percent of the new revision's answers may be degraded; 0 to 100, absent: not judged. Example: 5.")
        @Nullable
        Integer maxDegradedPercent) {}
