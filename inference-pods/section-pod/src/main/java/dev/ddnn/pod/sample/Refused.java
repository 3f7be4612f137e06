package dev.ddnn.pod.sample;

import dev.ddnn.contract.link.RefusalCode;
import java.util.function.Function;

/**
 * A refusal, which is final for this attempt.
 *
 * @param section the hop that refused
 * @param code machine-readable reason
 * @param message one sentence for a person
 */
public record Refused(String section, RefusalCode code, String message) implements Outcome {
    @Override
    public <R> R fold(Function<Answered, R> answered, Function<Refused, R> refused) {
        return refused.apply(this);
    }

    /** Whether the same sample may be answered when it is sent again. */
    public boolean retryable() {
        return switch (code) {
            case OVERLOADED,
                    DEADLINE_EXCEEDED,
                    UPSTREAM_UNREACHABLE,
                    TOO_FEW_BRANCHES,
                    REVISION_NOT_HELD,
                    NOT_READY,
                    STOPPING,
                    OUTCOME_UNKNOWN,
                    INTERNAL -> true;
            case DUPLICATE, INVALID, REFUSAL_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }
}
