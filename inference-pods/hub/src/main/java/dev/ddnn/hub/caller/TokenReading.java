package dev.ddnn.hub.caller;

import java.util.function.Function;

/** Whose a token is, and if nobody's, why. */
public sealed interface TokenReading {
    /** One function for each outcome. */
    <R> R fold(Function<Known, R> known, Function<Unknown, R> unknown, Function<Unreachable, R> unreachable);

    /**
     * The token is good.
     *
     * @param user who holds it, as the API server names users
     */
    record Known(String user) implements TokenReading {
        @Override
        public <R> R fold(
                Function<Known, R> known, Function<Unknown, R> unknown, Function<Unreachable, R> unreachable) {
            return known.apply(this);
        }
    }

    /**
     * The token is not good: forged, expired, or made for something else.
     *
     * @param why in the API server's words, where it has any
     */
    record Unknown(String why) implements TokenReading {
        @Override
        public <R> R fold(
                Function<Known, R> known, Function<Unknown, R> unknown, Function<Unreachable, R> unreachable) {
            return unknown.apply(this);
        }
    }

    /**
     * The API server cannot be asked now, or not by this hub.
     *
     * @param message the cause, and what to do about it
     */
    record Unreachable(String message) implements TokenReading {
        @Override
        public <R> R fold(
                Function<Known, R> known, Function<Unknown, R> unknown, Function<Unreachable, R> unreachable) {
            return unreachable.apply(this);
        }
    }
}
