package dev.ddnn.sandbox.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.sandbox.pod.PodTokens.Token;
import dev.ddnn.sandbox.pod.PodTokens.Wish;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodTokensTest {
    private static final Wish HUB = new Wish("ddnn-hub", 1000);
    private static final Wish API_SERVER = new Wish(null, 3607);

    private final List<Wish> asked = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private boolean connected = true;
    private boolean failing;
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final PodTokens tokens = new PodTokens(this::request, () -> connected, clock);

    @Test
    void eachAudienceHasATokenOfItsOwn() throws NotYet {
        // Given / When
        List<String> given = List.of(tokens.token(HUB), tokens.token(API_SERVER), tokens.token(HUB));

        // Then
        assertThat(given).containsExactly("ddnn-hub 1", "null 2", "ddnn-hub 1");
        assertThat(asked).containsExactly(HUB, API_SERVER);
    }

    @Test
    void itIsRenewedWhenAFifthOfItsLifetimeIsLeft() throws NotYet {
        // Given
        tokens.token(HUB);

        // When
        now = now.plusSeconds(800);

        // Then
        assertThat(tokens.token(HUB)).isEqualTo("ddnn-hub 1");
        now = now.plusMillis(1);
        assertThat(tokens.token(HUB)).isEqualTo("ddnn-hub 2");
    }

    @Test
    void oneThatLivesLongIsRenewedAfterADay() throws NotYet {
        // Given
        var week = new Wish("ddnn-hub", Duration.ofDays(7).toSeconds());
        tokens.token(week);

        // When
        now = now.plus(Duration.ofDays(1)).plusMillis(1);

        // Then
        assertThat(tokens.token(week)).isEqualTo("ddnn-hub 2");
    }

    @Test
    void oneThatCannotBeRenewedIsKeptUntilItExpires() throws NotYet {
        // Given
        tokens.token(HUB);
        failing = true;

        // When
        now = now.plusSeconds(999);

        // Then
        assertThat(tokens.token(HUB)).isEqualTo("ddnn-hub 1");
        now = now.plusSeconds(1);
        assertThatThrownBy(() -> tokens.token(HUB)).isInstanceOf(KubernetesClientException.class);
        failing = false;
        assertThat(tokens.token(HUB)).startsWith("ddnn-hub ");
    }

    @Test
    void onANodeThatIsCutOffWhatWasWrittenStays() throws NotYet {
        // Given
        tokens.token(HUB);
        connected = false;

        // When
        now = now.plusSeconds(2000);

        // Then
        assertThat(tokens.token(HUB)).isEqualTo("ddnn-hub 1");
        assertThatThrownBy(() -> tokens.token(API_SERVER)).isInstanceOf(NotYet.class);
        assertThat(asked).containsExactly(HUB);
        connected = true;
        assertThat(tokens.token(HUB)).isEqualTo("ddnn-hub 2");
    }

    private Token request(Wish wish) {
        if (failing) {
            throw new KubernetesClientException("the API server is away");
        }
        asked.add(wish);
        return new Token(wish.audience() + " " + asked.size(), now.plusSeconds(wish.seconds()));
    }
}
