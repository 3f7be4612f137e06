package dev.ddnn.pod.flow;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.pod.exit.ExitPolicy;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What is answered when the section above gave no answer: the exit computed here, marked degraded, where the DDNN wants that and
 * there is one; else the refusal as it came.
 *
 * @param rule what the DDNN wants
 * @param exit this section's exit for the sample; absent: none
 * @param logits its scores; absent: none
 */
record Fallback(OnUpstreamLoss rule, @Nullable ExitPolicy exit, float @Nullable [] logits) {
    Outcome instead(Refused refusal) {
        if (rule == OnUpstreamLoss.Fail || exit == null || logits == null || !refusal.retryable()) {
            return refusal;
        }
        return exit.answer(
                logits,
                refusal.code() == RefusalCode.DEADLINE_EXCEEDED
                        ? DegradedReason.DEADLINE
                        : DegradedReason.UPSTREAM_LOST);
    }
}
