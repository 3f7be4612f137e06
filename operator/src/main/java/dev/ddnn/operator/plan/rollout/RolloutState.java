package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.ContractJson;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout must not forget. It stands in an annotation of the deciding section's ConfigMap and is written together with the
 * percentages that it speaks of: one write is one decision.
 *
 * @param id of the rollout
 * @param step that it is at, from 1; 0: not all pods have the revision yet
 * @param stepStart when the percentage of samples was raised last, ISO 8601
 * @param lastProgress when anything was raised last, ISO 8601
 * @param paused as the spec said when this was written
 * @param silent whether no pod could be heard then
 * @param failed why it went back; absent: it did not
 */
public record RolloutState(
        String id,
        int step,
        String stepStart,
        String lastProgress,
        boolean paused,
        boolean silent,
        @Nullable Failure failed) {

    /** Why a rollout goes back by itself. */
    public enum Cause {
        /** Something measured went beyond what a gate allows. */
        Gate,
        /** It stood still for too long. */
        ProgressDeadline
    }

    /**
     * @param revision that is not tried again
     * @param generation of the spec for which it is not
     * @param message a sentence for a person
     * @param gate field of the spec that was not kept; absent as the next two: another cause
     * @param measured and {@code allowed}, in the gate's unit
     */
    public record Failure(
            String revision,
            long generation,
            Cause cause,
            String message,
            @Nullable String gate,
            @Nullable String measured,
            @Nullable String allowed) {}

    static RolloutState begun(String revision, long generation, boolean paused, Instant now) {
        return new RolloutState(revision + "@" + generation, 0, now.toString(), now.toString(), paused, false, null);
    }

    /** Reads what {@link #text()} gave; empty if it cannot be read, so that the rollout begins anew. */
    public static Optional<RolloutState> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(ContractJson.read(text, RolloutState.class))
                    .filter(RolloutState::isWhole);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Somebody else may have written it: nothing that is needed may be missing. */
    private boolean isWhole() {
        return id != null && isTime(stepStart) && isTime(lastProgress);
    }

    private static boolean isTime(@Nullable String text) {
        try {
            return text != null && Instant.parse(text).isAfter(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** As it is written. */
    public String text() {
        return ContractJson.write(this);
    }

    boolean isOf(String revision) {
        return failed == null && id.startsWith(revision + "@");
    }

    boolean blocks(String revision, long generation) {
        return failed != null && failed.revision().equals(revision) && failed.generation() == generation;
    }

    Instant stepStarted() {
        return Instant.parse(stepStart);
    }

    Instant progressed() {
        return Instant.parse(lastProgress);
    }

    /** Until when it may stand still: the hold of a step does not count. */
    Instant limit(Duration hold, Duration deadline) {
        Instant held = stepStarted().plus(hold);
        return (progressed().isAfter(held) ? progressed() : held).plus(deadline);
    }

    /** More samples are about to take the target. */
    RolloutState raising(int to, Instant now) {
        return new RolloutState(id, to, stepStart, now.toString(), paused, silent, failed);
    }

    /** More samples take the target. */
    RolloutState raised(Instant now) {
        return new RolloutState(id, step, now.toString(), now.toString(), paused, silent, failed);
    }

    /** Time that it was paused for is no time that it stood still. */
    RolloutState paused(boolean now, Instant time) {
        return now == paused ? this : new RolloutState(id, step, stepStart, time.toString(), now, silent, failed);
    }

    /** Nor is time in which nobody could be heard. */
    RolloutState silent(boolean now, Instant time) {
        return now == silent
                ? this
                : new RolloutState(id, step, stepStart, now ? lastProgress : time.toString(), paused, now, failed);
    }

    RolloutState failed(Failure failure) {
        return new RolloutState(id, step, stepStart, lastProgress, paused, silent, failure);
    }
}
