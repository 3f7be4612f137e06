package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Limits on what the DDNNs of a namespace use over time. */
@ValidationRule(
        value = "has(self.uplinkBytesPerDay) || has(self.costPerMonth)",
        message = "`budgets` must have at least one of `uplinkBytesPerDay` and `costPerMonth`; found none")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaBudgets(
        @JsonPropertyDescription(
                "How many bytes may go up above the deciding sections in a day of UTC, all DDNNs together: a quantity from 0 to 1Ei, such as 2Gi or 500M; not limited if absent. When they are used up, deciding sections answer by their own exits until the day ends, and those answers are marked degraded with the reason budget; a DDNN without such an exit goes on as before, and says so. What goes up until that is noticed and told, a minute or two, comes on top. Example: 2Gi.")
        @ValidationRule(
                value = AmountRules.BYTES,
                messageExpression = "'`uplinkBytesPerDay` must be " + AmountRules.BYTES_WORDS + AmountRules.FOUND
                        + AmountRules.SELF + AmountRules.END)
        @Nullable
        Quantity uplinkBytesPerDay,

        @Size(max = 19)
        @JsonPropertyDescription(
                "What the DDNNs may cost in a month of UTC by the prices of the pools: a decimal of at most 9 digits before and 9 after the point, in quotes; not limited if absent. When it is used up, no further DDNN gets in until the month ends; those that are there go on, and go on costing. Example: \"150\".")
        @ValidationRule(
                value = AmountRules.PRICE,
                messageExpression = "'`costPerMonth` must be " + AmountRules.PRICE_WORDS + "\"150\"" + AmountRules.FOUND
                        + "self" + AmountRules.END)
        @Nullable
        String costPerMonth) {}
