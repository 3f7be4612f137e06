package dev.ddnn.hub.caller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Knows the tokens that it gave out, while they are good, and says of others what the API server says. */
final class FakeApiServer implements TokenReviewer {
    private static final Duration LIFE = Duration.ofHours(1);

    private record Given(String user, String audience, Instant expires) {}

    private final Clock clock;
    private final Map<String, Given> given = new HashMap<>();
    private boolean away;
    private int asked;

    FakeApiServer(Clock clock) {
        this.clock = clock;
    }

    String token(String user, String audience) {
        String token = "eyJhbGciOi.%d.c2lnbmF0dXJl".formatted(given.size());
        given.put(token, new Given(user, audience, clock.instant().plus(LIFE)));
        return token;
    }

    /** A token is good no more. */
    void revoke(String token) {
        given.remove(token);
    }

    /** From now on it is out of reach. */
    void away() {
        away = true;
    }

    /** It is there again. */
    void back() {
        away = false;
    }

    /** How often it was asked. */
    int asked() {
        return asked;
    }

    @Override
    public TokenReading review(String token) {
        asked++;
        if (away) {
            return new TokenReading.Unreachable("connection refused");
        }
        Given known = given.get(token);
        if (known == null || !clock.instant().isBefore(known.expires())) {
            return new TokenReading.Unknown("invalid bearer token");
        }
        return known.audience().equals(AUDIENCE)
                ? new TokenReading.Known(known.user())
                : new TokenReading.Unknown(
                        "[invalid bearer token, token audiences [\"%s\"] is invalid for the target audiences [\"%s\"]]"
                                .formatted(known.audience(), AUDIENCE));
    }
}
