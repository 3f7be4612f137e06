package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Limits on what the DDNNs of a namespace have at the same time. */
@ValidationRule(
        value =
                "has(self.ddnns) || has(self.pods__dot__device) || has(self.pods__dot__edge) || has(self.pods__dot__cloud) || has(self.cpu) || has(self.memory)",
        message =
                "`capacity` must have at least one of `ddnns`, `pods.device`, `pods.edge`, `pods.cloud`, `cpu` and `memory`; found none")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaCapacity(
        @Min(0)
        @Max(Limits.RESERVATIONS)
        @JsonPropertyDescription(
                "How many DDNNs may have pods: 0 to 1000; not limited if absent, though a quota never lists more than 1000. Example: 5.")
        @Nullable
        Integer ddnns,

        @JsonProperty("pods.device")
        @Min(0)
        @Max(Limits.QUOTA_PODS)
        @JsonPropertyDescription(
                "How many pods sections on pools of the tier Device may have together: 0 to 1000000; not limited if absent. Example: 40.")
        @Nullable
        Integer podsDevice,

        @JsonProperty("pods.edge")
        @Min(0)
        @Max(Limits.QUOTA_PODS)
        @JsonPropertyDescription(
                "How many pods sections on pools of the tier Edge may have together: 0 to 1000000; not limited if absent. Example: 10.")
        @Nullable
        Integer podsEdge,

        @JsonProperty("pods.cloud")
        @Min(0)
        @Max(Limits.QUOTA_PODS)
        @JsonPropertyDescription(
                "How many pods sections on pools of the tier Cloud may have together: 0 to 1000000; not limited if absent. Example: 10.")
        @Nullable
        Integer podsCloud,

        @JsonPropertyDescription(
                "How many cores the pods may request together: a quantity from 0 to 1000000, such as 20, 2500m or \"0.5\", decimals in quotes; not limited if absent. Example: 20.")
        @ValidationRule(
                value = AmountRules.CORES,
                messageExpression = "'`cpu` must be " + AmountRules.CORES_WORDS + AmountRules.FOUND + AmountRules.SELF
                        + AmountRules.END)
        @Nullable
        Quantity cpu,

        @JsonPropertyDescription(
                "How much memory the pods may request together, in bytes: a quantity from 0 to 1Ei, such as 32Gi or 512Mi; not limited if absent. Example: 32Gi.")
        @ValidationRule(
                value = AmountRules.BYTES,
                messageExpression = "'`memory` must be " + AmountRules.BYTES_WORDS + AmountRules.FOUND
                        + AmountRules.SELF + AmountRules.END)
        @Nullable
        Quantity memory) {}
