package dev.ddnn.operator.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Namespaces without any ResourceQuota, as was read a moment ago for another DDNN: in a burst each new one would ask the same. One that is
 * created in that moment is kept by the API server all the same, which refuses what it has no room for when it is written.
 */
final class Unlimited {
    /** How long it is believed. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    private final Map<String, Instant> read = new ConcurrentHashMap<>();
    private final Clock clock;

    Unlimited(Clock clock) {
        this.clock = clock;
    }

    /** None was there just now. */
    void note(String namespace) {
        read.put(namespace, clock.instant());
    }

    /** Whether none was there a moment ago. */
    boolean isKnown(String namespace) {
        Instant known = read.get(namespace);
        if (known == null) {
            return false;
        }
        Duration age = Duration.between(known, clock.instant());
        if (!age.isNegative() && age.compareTo(MOMENT) < 0) {
            return true;
        }
        read.remove(namespace, known);
        return false;
    }
}
