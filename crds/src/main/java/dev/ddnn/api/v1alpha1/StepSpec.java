package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One share of the samples that a new revision answers for a while. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepSpec(
        @Required
        @Min(1)
        @Max(100)
        @JsonPropertyDescription(
                "Percentage of the samples, by their ids, that the new revision answers; 1 to 100. Required. Example: 10.")
        @Nullable
        Integer percent,

        @Default(Defaults.HOLD)
        @Size(min = 1, max = Limits.DURATION)
        @Pattern(Durations.PATTERN)
        @JsonPropertyDescription(
                "How long the step lasts at least, as a duration from 0s to 168h, 0s by default. With gates it lasts until they have enough samples. Example: 2m.")
        @ValidationRule(
                value = "self.matches('" + Durations.PATTERN + "') && duration(self) <= duration('168h')",
                messageExpression = "'`hold` must be a duration from 0s to 168h, such as 2m; found \\'' + self + '\\''")
        @Nullable
        String hold) {}
