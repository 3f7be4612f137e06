package dev.ddnn.pod.sample;

import dev.ddnn.contract.link.DegradedReason;
import java.util.function.Function;

/**
 * An answer of one exit, computed by one revision from bottom to exit.
 *
 * @param exit section whose exit answered
 * @param logits scores, one per class
 * @param confidence 1 - normalised entropy
 * @param revision that computed it
 * @param present bit i: view i took part
 * @param degraded why the answer is less than it could be; {@code NOT_DEGRADED} otherwise
 */
public record Answered(
        String exit, float[] logits, float confidence, String revision, int present, DegradedReason degraded)
        implements Outcome {
    @Override
    public <R> R fold(Function<Answered, R> answered, Function<Refused, R> refused) {
        return answered.apply(this);
    }
}
