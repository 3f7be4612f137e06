package dev.ddnn.sandbox.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of samples while revisions took each other's place.
 *
 * @param samples fed
 * @param mixed samples whose answer is not that of the revision which it names, or whose replies contradict each other
 * @param perRevision answers by the revision that they name
 * @param rollbackSeconds from a gate's failure to the last answer of the revision that failed; absent: none failed
 * @param gate that failed; absent: none did
 */
@JsonPropertyOrder({"samples", "answered", "mixed", "refused", "perRevision", "rollbackSeconds", "gate"})
public record RolloutSummary(
        int samples,
        int answered,
        int mixed,
        int refused,
        Map<String, Integer> perRevision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double rollbackSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Gate gate) {
    public RolloutSummary {
        perRevision = new LinkedHashMap<>(perRevision);
    }

    /**
     * @param name field of the DDNN's spec
     * @param measured in the gate's unit
     * @param allowed at most or at least, as the name says
     */
    public record Gate(String name, BigDecimal measured, BigDecimal allowed) {}
}
