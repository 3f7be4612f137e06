package dev.ddnn.sandbox.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of samples while revisions took each other's place.
 *
 * @param samples fed
 * @param mixed samples whose answer is not that of the revision which it names, or whose replies contradict each other
 * @param unknown samples that were answered, and of which an entry said that it does not know so, since its stream broke before
 * @param perRevision answers by the revision that they name
 * @param accuracyPerRevision of these answers, from 0 to 1
 * @param rollbackSeconds from a gate's failure to the last answer of the revision that failed; absent: none failed
 * @param gate that failed; absent: none did
 * @param refusals the steps of the story during which samples were refused, or were allowed to be
 */
@JsonPropertyOrder({
    "samples",
    "answered",
    "mixed",
    "refused",
    "unknown",
    "perRevision",
    "accuracyPerRevision",
    "rollbackSeconds",
    "gate",
    "refusals"
})
public record RolloutSummary(
        int samples,
        int answered,
        int mixed,
        int refused,
        int unknown,
        Map<String, Integer> perRevision,
        Map<String, Double> accuracyPerRevision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double rollbackSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Gate gate,
        List<Refusals> refusals) {
    public RolloutSummary {
        perRevision = new LinkedHashMap<>(perRevision);
        accuracyPerRevision = new LinkedHashMap<>(accuracyPerRevision);
        refusals = List.copyOf(refusals);
    }

    /**
     * Samples that were refused during one step.
     *
     * @param step its title
     * @param samples how many
     * @param seconds from the first of them to the last
     * @param lasting how many may not be tried again
     * @param allowedSeconds at most; absent: none may be refused
     */
    public record Refusals(
            String step,
            int samples,
            double seconds,
            int lasting,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double allowedSeconds) {}

    /**
     * @param name field of the DDNN's spec
     * @param measured in the gate's unit
     * @param allowed at most or at least, as the name says
     */
    public record Gate(String name, BigDecimal measured, BigDecimal allowed) {}
}
