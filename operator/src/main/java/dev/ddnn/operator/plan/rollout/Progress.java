package dev.ddnn.operator.plan.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a rollout is, for a person.
 *
 * @param step that it is at or on its way to, from 1; 0: before the first, or no steps
 * @param steps in all
 * @param percent of the samples that the target is told to answer
 * @param stepStart since when; absent: no sample yet
 * @param message what it waits for, as part of a sentence
 * @param failure why the target does not answer; absent: it may yet
 */
public record Progress(
        Phase phase,
        int step,
        int steps,
        int percent,
        @Nullable Instant stepStart,
        String message,
        RolloutState.@Nullable Failure failure) {

    /** Where on the road a DDNN is. */
    public enum Phase {
        /** Every section is told to hold the target alone. */
        Done,
        /** Pods load the target, and no sample takes it. */
        Staging,
        /** A share of the samples takes the target. */
        Stepping,
        /** As {@code Staging} or {@code Stepping}, but no further until the spec says so. */
        Paused,
        /** Pods cannot load the target; they try again. */
        LoadFailing,
        /** A revision that takes no samples leaves the pods. */
        Retiring,
        /** The target was given up; the one before it answers alone. */
        GivenUp
    }

    static Progress of(Phase phase, String message) {
        return new Progress(phase, 0, 0, 0, null, message, null);
    }
}
