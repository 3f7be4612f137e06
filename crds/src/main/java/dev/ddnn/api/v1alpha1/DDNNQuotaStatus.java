package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger of a quota. A component that is null says nothing. */
@JsonClassDescription(
        "The ledger: who has what, and who waits. Written by the operator only, which puts right what others write; the default says that nothing was looked at yet.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNQuotaStatus(
        @Min(-1)
        @JsonPropertyDescription(
                "The generation of the DDNNQuota that this status is about. As long as it is less than metadata.generation, the operator has not looked at the newest spec yet; -1 before it has ever looked. Example: 4.")
        @Nullable
        Long observedGeneration,

        @Size(max = Limits.CONDITIONS)
        @JsonPropertyDescription(
                "What is true and what is not, each type once; at most 16. Types: Ready (the ledger is kept and nothing is above its limit; False with the reason OverLimit otherwise), WithinBudget (no budget is used up; False with the reason UplinkBudgetSpent or CostBudgetSpent otherwise; absent without budgets). Example: [{type: Ready, status: \"True\", reason: WithinLimits, ...}].")
        @Nullable
        List<Condition> conditions,

        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "The sum of all reservations: amounts by resource, at most 8. Example: {ddnns: 2, pods.device: 12, cpu: 700m, memory: 1792Mi}.")
        @Nullable
        Map<String, Quantity> used,

        @Size(max = Limits.RESERVATIONS)
        @JsonPropertyDescription(
                "What each DDNN has, by its UID, ordered by name; at most 1000. A DDNN that was deleted stays until its pods are gone. Example: [{uid: 0d3f…, ddnn: vehicles, ask: 1, amounts: {ddnns: 1, pods.device: 6}}].")
        @Nullable
        List<QuotaReservation> reservations,

        @Size(max = Limits.LISTED)
        @JsonPropertyDescription(
                "Who waits for what, in the order of asking; at most 100 are listed. Example: [{uid: 91bc…, ddnn: trams, ask: 1, position: 1, message: \"pods.edge: 1 more needed, 10 of 10 used\"}].")
        @Nullable
        List<QuotaWait> waiting,

        @JsonPropertyDescription(
                "Use and limits in short, for the columns of kubectl get. Example: {ddnns: 2/5, device: 12/40, waiting: 1}.")
        @Nullable
        QuotaSummary summary,

        @JsonPropertyDescription(
                "What was used of today and of this month by all DDNNs of the namespace, as their bills say; written after the bills, at most once a minute. Absent: nothing was metered yet. Example: {day: 2026-01-31, uplinkBytes: 1932735283, month: 2026-01, cost: \"12.503112\"}.")
        @Nullable
        QuotaMetered metered) {
    /** The same ledger with other figures and conditions. */
    public DDNNQuotaStatus with(@Nullable QuotaMetered figures, @Nullable List<Condition> told) {
        return new DDNNQuotaStatus(observedGeneration, told, used, reservations, waiting, summary, figures);
    }
}
