package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a new revision takes the place of the one that answers. Its rules are silent where a percentage is out of bounds, so that the
 * mistake is told and not what follows from it.
 */
@ValidationRule(
        value = "!has(self.gates) || (has(self.steps) && self.steps.size() > 0 && self.steps[0].percent != 100)",
        message =
                "`gates` need `steps` that begin below 100: they judge the share of the samples that a step gives to the new revision beside the others")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutSpec(
        @Size(max = Limits.STEPS)
        @JsonPropertyDescription(
                "The shares of the samples that a new revision answers one after the other, with ascending percentages; at most 16. After the last one it answers all. Without steps it does so at once, after every pod has loaded it. Example: [{percent: 10, hold: 2m}, {percent: 50, hold: 2m}].")
        @ValidationRule(
                value =
                        "self.exists(s, s.percent < 1 || s.percent > 100) || (self.map(s, s.percent).isSorted() && self.all(s, self.exists_one(t, t.percent == s.percent)))",
                message = "`steps` must have ascending percentages, each of them once")
        @Nullable
        List<StepSpec> steps,

        @Default(Defaults.PROGRESS_DEADLINE)
        @Size(min = 1, max = Limits.DURATION)
        @Pattern(Durations.PATTERN)
        @JsonPropertyDescription(
                "How long a rollout may stand still before it goes back by itself, the hold of a step not counted: pods that do not load the revision, or too few samples for the gates; a duration from 1s to 24h, 10m by default. Example: 10m.")
        @ValidationRule(
                value = "self.matches('" + Durations.PATTERN
                        + "') && duration(self) >= duration('1s') && duration(self) <= duration('24h')",
                messageExpression =
                        "'`progressDeadline` must be a duration from 1s to 24h, such as 10m; found \\'' + self + '\\''")
        @Nullable
        String progressDeadline,

        @JsonPropertyDescription(
                "Whether a rollout goes no further for now. It stays at its percentage, and its gates may still send it back; absent means false. Example: true.")
        @Nullable
        Boolean paused,

        @JsonPropertyDescription(
                "What a new revision has to keep to at each step. A rollout that breaks a gate goes back at once, and the revision is not tried again until the spec changes; they need steps that begin below 100 percent. Without gates nothing is judged. Example: {minSamples: 200, minAgreementPercent: 95}.")
        @Nullable
        GatesSpec gates) {}
