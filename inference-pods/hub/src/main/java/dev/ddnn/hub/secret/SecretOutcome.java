package dev.ddnn.hub.secret;

import java.util.function.Function;

/** Whether a Secret could be read, and if not, why. */
public sealed interface SecretOutcome {
    /** One function for each outcome. */
    <R> R fold(Function<Held, R> held, Function<Withheld, R> withheld, Function<Unreachable, R> unreachable);

    /**
     * It was read.
     *
     * @param values what it holds
     */
    record Held(SecretValues values) implements SecretOutcome {
        @Override
        public <R> R fold(
                Function<Held, R> held, Function<Withheld, R> withheld, Function<Unreachable, R> unreachable) {
            return held.apply(this);
        }
    }

    /**
     * It does not exist, or may not be read.
     *
     * @param message the cause, and what to do about it
     */
    record Withheld(String message) implements SecretOutcome {
        @Override
        public <R> R fold(
                Function<Held, R> held, Function<Withheld, R> withheld, Function<Unreachable, R> unreachable) {
            return withheld.apply(this);
        }
    }

    /**
     * The API server cannot be asked now.
     *
     * @param message the cause
     */
    record Unreachable(String message) implements SecretOutcome {
        @Override
        public <R> R fold(
                Function<Held, R> held, Function<Withheld, R> withheld, Function<Unreachable, R> unreachable) {
            return unreachable.apply(this);
        }
    }
}
