package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When each DDNN was last reconciled. The framework has a path on which it forgets an object for ever, deaf to events and timers
 * until a restart; as each visit schedules the next one, a long silence means just that.
 */
@Singleton
public final class Visits {
    /** Several times the longest pause between two visits. */
    static final Duration SILENCE = Duration.ofMinutes(5);

    private final Map<String, Instant> last = new ConcurrentHashMap<>();
    private volatile @Nullable Cache<DDNN> primaries;

    void watch(Cache<DDNN> cache) {
        primaries = cache;
    }

    void note(DDNN ddnn, Instant now) {
        last.put(ddnn.getMetadata().getUid(), now);
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
