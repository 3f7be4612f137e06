package dev.ddnn.hub.source;

import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.contract.cut.CutResponse.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether there is a model, and if not, why. */
public sealed interface SourceOutcome {
    /** One function for each outcome. */
    <R> R fold(Function<Found, R> found, Function<Refused, R> refused, Function<Unavailable, R> unavailable);

    /** A refusal for one field. */
    static SourceOutcome refused(String field, String message) {
        return new Refused(List.of(new Problem(field, message)));
    }

    /** Somebody else was asked in vain. */
    static SourceOutcome unavailable(@Nullable Cause cause, String message) {
        return new Unavailable(cause, message, true);
    }

    /** Nobody else was asked, so that trying again costs nothing. */
    static SourceOutcome missing(@Nullable Cause cause, String message) {
        return new Unavailable(cause, message, false);
    }

    /**
     * The model is here.
     *
     * @param file its bytes, checked when they came in
     */
    record Found(Path file) implements SourceOutcome {
        @Override
        public <R> R fold(
                Function<Found, R> found, Function<Refused, R> refused, Function<Unavailable, R> unavailable) {
            return found.apply(this);
        }
    }

    /**
     * Nothing changes until a person changes something.
     *
     * @param problems all that are wrong
     */
    record Refused(List<Problem> problems) implements SourceOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }

        @Override
        public <R> R fold(
                Function<Found, R> found, Function<Refused, R> refused, Function<Unavailable, R> unavailable) {
            return refused.apply(this);
        }
    }

    /**
     * Not now.
     *
     * @param cause what is in the way; absent: the hub itself
     * @param message the cause, and what to do about it
     * @param costly whether trying again asks someone else, and so should wait a little
     */
    record Unavailable(@Nullable Cause cause, String message, boolean costly) implements SourceOutcome {
        @Override
        public <R> R fold(
                Function<Found, R> found, Function<Refused, R> refused, Function<Unavailable, R> unavailable) {
            return unavailable.apply(this);
        }
    }
}
