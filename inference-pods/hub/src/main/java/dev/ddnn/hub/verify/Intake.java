package dev.ddnn.hub.verify;

import java.nio.file.Path;
import java.util.function.Function;

/** How taking in some bytes ended. */
public sealed interface Intake {
    /** One function for each end. */
    <R> R fold(Function<Stored, R> stored, Function<Mismatch, R> mismatch, Function<TooLarge, R> tooLarge);

    /**
     * They are what they should be.
     *
     * @param file where they are now
     * @param bytes how many they are
     */
    record Stored(Path file, long bytes) implements Intake {
        @Override
        public <R> R fold(Function<Stored, R> stored, Function<Mismatch, R> mismatch, Function<TooLarge, R> tooLarge) {
            return stored.apply(this);
        }
    }

    /**
     * They are complete and something else. Nothing was kept.
     *
     * @param found their digest
     * @param expected the digest that was asked for
     */
    record Mismatch(Digest found, Digest expected) implements Intake {
        @Override
        public <R> R fold(Function<Stored, R> stored, Function<Mismatch, R> mismatch, Function<TooLarge, R> tooLarge) {
            return mismatch.apply(this);
        }
    }

    /**
     * They are too many; reading stopped there. Nothing was kept.
     *
     * @param maxBytes how many there may be
     */
    record TooLarge(long maxBytes) implements Intake {
        @Override
        public <R> R fold(Function<Stored, R> stored, Function<Mismatch, R> mismatch, Function<TooLarge, R> tooLarge) {
            return tooLarge.apply(this);
        }
    }
}
