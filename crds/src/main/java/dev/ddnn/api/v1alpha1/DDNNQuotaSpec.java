package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The limits of a namespace. */
@ValidationRule(
        value = "has(self.capacity) || has(self.budgets)",
        message = "`spec` must have at least one of `capacity` and `budgets`; found none")
@JsonClassDescription("What the DDNNs of the namespace may have at most, together. The operator never writes here.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNQuotaSpec(
        @JsonPropertyDescription(
                "Limits on what exists at the same time; what is not named is not limited, and at least one must be named. A limit below what is in use takes nothing away: nothing new gets in until there is room. One of `capacity` and `budgets` is required. Example: {ddnns: 5, pods.device: 40, memory: 32Gi}.")
        @Nullable
        QuotaCapacity capacity,

        @JsonPropertyDescription(
                "Limits on what is used over time, metered from what the pods report, so they hold afterwards: what is used up is noticed within a minute or two. Nothing is stopped by them. Example: {uplinkBytesPerDay: 2Gi, costPerMonth: \"150\"}.")
        @Nullable
        QuotaBudgets budgets) {
    /** Limits on what exists alone. */
    public DDNNQuotaSpec(@Nullable QuotaCapacity capacity) {
        this(capacity, null);
    }
}
