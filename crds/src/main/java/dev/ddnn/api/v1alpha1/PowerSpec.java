package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a node of a pool draws. From it the energy of a pod is estimated: what a node draws because the pod computes. */
@ValidationRule(
        value = "!self.idleWatts.matches('" + Limits.WATTS + "') || !self.busyWatts.matches('" + Limits.WATTS
                + "') || double(self.idleWatts) <= double(self.busyWatts)",
        messageExpression =
                "'`busyWatts` must be at least `idleWatts`; found ' + self.busyWatts + ' and ' + self.idleWatts")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PowerSpec(
        @Required
        @Size(max = 10)
        @JsonPropertyDescription(
                "What one node of the pool draws when nothing runs on it, in watts: a decimal of at most 6 digits before and 3 after the point, in quotes. It is nobody's: only what a node draws more is shared out. Required. Example: \"2.5\".")
        @ValidationRule(
                value = AmountRules.WATTS,
                messageExpression = "'`idleWatts` must be " + AmountRules.WATTS_WORDS + AmountRules.FOUND + "self"
                        + AmountRules.END)
        @Nullable
        String idleWatts,

        @Required
        @Size(max = 10)
        @JsonPropertyDescription(
                "What one node of the pool draws when all its cores are busy, in watts: a decimal of at most 6 digits before and 3 after the point, in quotes; at least idleWatts. Required. Example: \"6\".")
        @ValidationRule(
                value = AmountRules.WATTS,
                messageExpression = "'`busyWatts` must be " + AmountRules.WATTS_WORDS + AmountRules.FOUND + "self"
                        + AmountRules.END)
        @Nullable
        String busyWatts) {}
