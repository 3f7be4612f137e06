package dev.ddnn.hub.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.hub.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RememberedReviewsTest {
    private static final String USER = "system:serviceaccount:ddnn-system:ddnn-operator";
    private static final TokenReading GOOD = new TokenReading.Known(USER);

    private final ManualClock clock = new ManualClock();
    private final FakeApiServer server = new FakeApiServer(clock);
    private final TokenReviewer reviews = new RememberedReviews(server, clock);

    @Test
    void aGoodTokenIsAskedAboutOnceAMinute() {
        // Given
        String token = server.token(USER, "ddnn-hub");
        assertThat(reviews.review(token)).isEqualTo(GOOD);

        // When
        clock.advance(RememberedReviews.KNOWN.minusMillis(1));

        // Then
        assertThat(reviews.review(token)).isEqualTo(GOOD);
        assertThat(server.asked()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(reviews.review(token)).isEqualTo(GOOD);
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void aRevokedTokenIsTakenForAMinuteAtMost() {
        // Given
        String token = server.token(USER, "ddnn-hub");
        assertThat(reviews.review(token)).isEqualTo(GOOD);
        server.revoke(token);

        // When
        clock.advance(RememberedReviews.KNOWN);

        // Then
        assertThat(reviews.review(token)).isEqualTo(new TokenReading.Unknown("invalid bearer token"));
        assertThat(RememberedReviews.KNOWN).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aTokenThatIsNoneIsNotAskedAboutAgainAtOnce() {
        // Given
        for (int i = 0; i < 3; i++) {
            assertThat(reviews.review("forged")).isEqualTo(new TokenReading.Unknown("invalid bearer token"));
        }
        assertThat(server.asked()).isEqualTo(1);

        // When
        clock.advance(RememberedReviews.UNKNOWN);
        reviews.review("forged");

        // Then
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void anOutageIsForgottenAtOnce() {
        // Given
        String token = server.token(USER, "ddnn-hub");
        server.away();
        assertThat(reviews.review(token)).isEqualTo(new TokenReading.Unreachable("connection refused"));

        // When
        server.back();

        // Then
        assertThat(reviews.review(token)).isEqualTo(GOOD);
    }

    @Test
    void whatIsRememberedThroughAnOutageEndsWithItsMinute() {
        // Given
        String token = server.token(USER, "ddnn-hub");
        reviews.review(token);
        server.away();
        assertThat(reviews.review(token)).isEqualTo(GOOD);

        // When
        clock.advance(RememberedReviews.KNOWN);

        // Then
        assertThat(reviews.review(token)).isEqualTo(new TokenReading.Unreachable("connection refused"));
    }

    @Test
    void tokensOfManyKindsDoNotFillTheMemory() {
        // Given
        String token = server.token(USER, "ddnn-hub");
        reviews.review(token);

        // When
        for (int i = 0; i < RememberedReviews.MOST; i++) {
            reviews.review("forged" + i);
        }
        reviews.review(token);

        // Then: it went first
        assertThat(server.asked()).isEqualTo(RememberedReviews.MOST + 2);
    }
}
