package dev.ddnn.sandbox.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a story showed, for programs. Shares and accuracies are from 0 to 1.
 *
 * @param samples fed: answered and refused ones
 * @param degraded answers marked so
 * @param fullPresence answers that saw every view
 * @param accuracy of the answers
 * @param agreesWithUncut answers equal to those of the whole model in one process
 * @param hops bytes of the section streams, upwards
 * @param rawBytesPerSample what all views of a sample have together
 * @param cloudOnly absent: the story compares with nothing
 * @param rollout absent: the story has no steps
 * @param quota absent: the story shows no bill
 */
@JsonPropertyOrder({
    "story",
    "samples",
    "answered",
    "degraded",
    "refused",
    "fullPresence",
    "accuracy",
    "agreesWithUncut",
    "exits",
    "hops",
    "rawBytesPerSample",
    "latencyMillis",
    "cloudOnly",
    "rollout",
    "quota"
})
public record Summary(
        String story,
        int samples,
        int answered,
        int degraded,
        int refused,
        int fullPresence,
        double accuracy,
        int agreesWithUncut,
        List<ExitRow> exits,
        List<Hop> hops,
        int rawBytesPerSample,
        Latency latencyMillis,
        @Nullable CloudOnly cloudOnly,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RolloutSummary rollout,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QuotaSummary quota) {
    /**
     * @param share of all answers
     * @param accuracy of this exit's answers
     * @param latencyMillis of this exit's answers
     */
    public record ExitRow(String section, double share, double accuracy, Latency latencyMillis) {}

    /** Between two sections. */
    public record Hop(String from, String to, double bytesPerSample) {}

    /** Percentiles. */
    public record Latency(double p50, double p95) {}

    /** The same model with everything in the cloud. */
    public record CloudOnly(double accuracy, double bytesPerSample, Latency latencyMillis) {}
}
