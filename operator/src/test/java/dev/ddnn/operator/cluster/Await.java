package dev.ddnn.operator.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, with a limit: what takes a second on a machine that is idle may take a minute on one that is not. */
final class Await {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** So many readings after the first one, a second and what they take, are equal to it where nothing moves any more. */
    private static final int STILL = 20;

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        value(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    static <T> T value(String what, Supplier<Optional<T>> source) {
        return value(what, source, () -> "nothing more is known");
    }

    /** What is read once it no longer changes. */
    static <T> T still(String what, Supplier<T> reading) {
        var same = new ArrayList<T>();
        return value(
                what,
                () -> {
                    T now = reading.get();
                    if (!same.isEmpty() && !now.equals(same.get(0))) {
                        same.clear();
                    }
                    same.add(now);
                    return same.size() > STILL ? Optional.of(now) : Optional.empty();
                },
                () -> "the last that was read is " + same.get(0));
    }

    /**
     * @param evidence asked for when the time is up
     */
    static <T> T value(String what, Supplier<Optional<T>> source, Supplier<String> evidence) {
        return value(what, LIMIT, source, evidence);
    }

    /**
     * @param limit how long at most
     */
    static <T> T value(String what, Duration limit, Supplier<Optional<T>> source, Supplier<String> evidence) {
        Instant end = Instant.now().plus(limit);
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(
                        "within " + limit.toSeconds() + " s this did not happen: " + what + "; " + evidence.get());
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
