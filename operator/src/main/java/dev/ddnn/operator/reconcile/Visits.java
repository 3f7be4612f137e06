package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.operator.later.Rush;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which visits there are, and when each DDNN was last reconciled. The framework has a path on which it forgets an object for ever, deaf to events and timers
 * until a restart; as each visit schedules the next one, a long silence means just that.
 */
@Singleton
public final class Visits {
    /** Several times the longest pause between two visits. */
    static final Duration SILENCE = Duration.ofMinutes(5);

    /** Of those that nothing is awaited of but events, so many are looked at in a second at most. */
    private static final int CALM_A_SECOND = 10;

    private static final Duration CALM_AT_MOST = Duration.ofMinutes(1);

    private final Map<String, Instant> last = new ConcurrentHashMap<>();
    private final Rush rush;
    private volatile @Nullable Cache<DDNN> primaries;

    public Visits(Rush rush) {
        this.rush = rush;
    }

    void watch(Cache<DDNN> cache) {
        primaries = cache;
    }

    /** One has led to a new status. */
    void noteNews() {
        rush.note();
    }

    void note(DDNN ddnn, Instant now) {
        last.put(ddnn.getMetadata().getUid(), now);
    }

    /** While only events are awaited: five seconds, and where there are more than fifty DDNNs a tenth of a second for each. */
    Duration calm() {
        Cache<DDNN> cache = primaries;
        long present = cache == null ? 0 : cache.keys().count();
        Duration forAll = Duration.ofSeconds(1).multipliedBy(present).dividedBy(CALM_A_SECOND);
        return Collections.max(List.of(StatusPatch.CALM, Collections.min(List.of(forAll, CALM_AT_MOST))));
    }

    /** Namespace and name of each DDNN that was not visited for too long. One seen for the first time is given its time. */
    List<String> forgotten(Instant now) {
        Cache<DDNN> cache = primaries;
        if (cache == null) {
            return List.of();
        }
        List<DDNN> present = cache.list(ddnn -> true).toList();
        last.keySet()
                .retainAll(present.stream()
                        .map(ddnn -> ddnn.getMetadata().getUid())
                        .toList());
        return present.stream()
                .filter(ddnn ->
                        now.isAfter(last.computeIfAbsent(ddnn.getMetadata().getUid(), uid -> now)
                                .plus(SILENCE)))
                .map(ddnn -> ddnn.getMetadata().getNamespace() + "/"
                        + ddnn.getMetadata().getName())
                .toList();
    }
}
