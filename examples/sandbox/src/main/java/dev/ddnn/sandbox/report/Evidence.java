package dev.ddnn.sandbox.report;

import dev.ddnn.sandbox.net.TrafficMeter.Count;
import dev.ddnn.sandbox.story.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was observed while a story's samples were fed.
 *
 * @param sections names, from the data upwards
 * @param outcomes one per sample
 * @param agreeing answers equal to the whole model's
 * @param streams bytes by the section that was dialled
 * @param home traffic of all pods to the hub meanwhile; absent: not counted
 * @param seconds that the feeding took
 * @param cloudOnly the same for the model without us; absent: not fed
 * @param quota what tenants were billed; absent: nobody looked
 * @param rollout what became of the samples while revisions took each other's place; absent: none did
 */
public record Evidence(
        List<String> sections,
        List<Outcome> outcomes,
        int agreeing,
        Map<String, Count> streams,
        @Nullable Count home,
        double seconds,
        @Nullable CloudOnly cloudOnly,
        @Nullable QuotaSummary quota,
        @Nullable RolloutSummary rollout) {
    public Evidence {
        sections = List.copyOf(sections);
        outcomes = List.copyOf(outcomes);
        streams = Map.copyOf(streams);
    }

    /**
     * @param outcomes one per sample
     * @param entry bytes between clients and cloud
     */
    public record CloudOnly(List<Outcome> outcomes, Count entry) {
        public CloudOnly {
            outcomes = List.copyOf(outcomes);
        }
    }
}
