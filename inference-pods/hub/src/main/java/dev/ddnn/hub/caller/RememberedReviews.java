package dev.ddnn.hub.caller;

import dev.ddnn.hub.verify.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a short while whose a token is, by its digest, so that a caller that asks every few seconds does not cost a request
 * to the API server each time. A token that is revoked is taken for that much longer.
 */
public final class RememberedReviews implements TokenReviewer {
    static final Duration KNOWN = Duration.ofMinutes(1);
    /** Shorter: what is refused now may be put right any moment. */
    static final Duration UNKNOWN = Duration.ofSeconds(5);

    static final int MOST = 128;

    private record Entry(TokenReading reading, Instant until) {}

    private final TokenReviewer reviewer;
    private final Clock clock;
    private final Map<Digest, Entry> entries = new LinkedHashMap<>();

    /**
     * @param reviewer asked where nothing is remembered
     */
    public RememberedReviews(TokenReviewer reviewer, Clock clock) {
        this.reviewer = reviewer;
        this.clock = clock;
    }

    @Override
    public TokenReading review(String token) {
        Digest digest = Digest.of(token.getBytes(StandardCharsets.UTF_8));
        TokenReading remembered = recall(digest);
        if (remembered != null) {
            return remembered;
        }
        TokenReading reading = reviewer.review(token);
        remember(digest, reading);
        return reading;
    }

    private synchronized @Nullable TokenReading recall(Digest digest) {
        Entry entry = entries.get(digest);
        return entry != null && clock.instant().isBefore(entry.until()) ? entry.reading() : null;
    }

    private synchronized void remember(Digest digest, TokenReading reading) {
        Duration keep = reading.fold(known -> KNOWN, unknown -> UNKNOWN, unreachable -> Duration.ZERO);
        entries.remove(digest);
        if (keep.isZero()) {
            return;
        }
        if (entries.size() >= MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        entries.put(digest, new Entry(reading, clock.instant().plus(keep)));
    }
}
