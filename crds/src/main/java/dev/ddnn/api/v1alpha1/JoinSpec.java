package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How long, and for how many branches, a section waits before it goes on with a sample. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JoinSpec(
        @Default(Defaults.JOIN_TIMEOUT)
        @Size(min = 1, max = Limits.DURATION)
        @Pattern(Durations.PATTERN)
        @JsonPropertyDescription(
                "How long the section waits for the parts of a sample after the first one, as a duration with the units h, m, s, ms; from 0s to 1m, 50ms by default. It goes on at once when all parts are there. Example: 50ms.")
        @ValidationRule(
                value = "self.matches('" + Durations.PATTERN + "') && duration(self) <= duration('1m')",
                messageExpression =
                        "'`timeout` must be a duration from 0s to 1m, such as 50ms; found \\'' + self + '\\''")
        @Nullable
        String timeout,

        @Min(1)
        @Max(Limits.BRANCHES)
        @JsonPropertyDescription(
                "How many branches must have sent their part when the timeout is over, else the sample is refused; 1 to 64, by default all branches. Example: 3.")
        @Nullable
        Integer minBranches) {}
