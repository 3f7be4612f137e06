package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What the use of a pool costs, in whatever currency: prices are numbers, and bills add them up. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriceSpec(
        @Size(max = 19)
        @JsonPropertyDescription(
                "Price of one hour of CPU time on one core: a decimal of at most 9 digits before and 9 after the point, in quotes; nothing if absent. Example: \"0.02\".")
        @ValidationRule(
                value = AmountRules.PRICE,
                messageExpression = "'`cpuHour` must be " + AmountRules.PRICE_WORDS + "\"0.02\"" + AmountRules.FOUND
                        + "self" + AmountRules.END)
        @Nullable
        String cpuHour,

        @Size(max = 19)
        @JsonPropertyDescription(
                "Price of one GiB of memory for one hour: a decimal of at most 9 digits before and 9 after the point, in quotes; nothing if absent. Example: \"0.003\".")
        @ValidationRule(
                value = AmountRules.PRICE,
                messageExpression = "'`memoryGiHour` must be " + AmountRules.PRICE_WORDS + "\"0.003\""
                        + AmountRules.FOUND + "self" + AmountRules.END)
        @Nullable
        String memoryGiHour,

        @Size(max = 19)
        @JsonPropertyDescription(
                "Price of one GiB that pods on the pool send to a section of another tier: a decimal of at most 9 digits before and 9 after the point, in quotes; nothing if absent. Example: \"0.10\".")
        @ValidationRule(
                value = AmountRules.PRICE,
                messageExpression = "'`uplinkGi` must be " + AmountRules.PRICE_WORDS + "\"0.10\"" + AmountRules.FOUND
                        + "self" + AmountRules.END)
        @Nullable
        String uplinkGi) {}
