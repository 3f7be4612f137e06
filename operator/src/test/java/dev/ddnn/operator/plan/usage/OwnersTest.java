package dev.ddnn.operator.plan.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnersTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Owners ANEW = new Owners("new", NOON, List.of("older", "old"));
    private static final Heard REPORT = heard("uid-1", NOON.plusSeconds(5));

    @Test
    void aPodStaysWithWhomItWasCountedForFirst() {
        assertThat(ANEW.share(List.of(REPORT), Map.of("old", Set.of("uid-1")), Map.of("uid-1", NOON.plusSeconds(1))))
                .containsOnlyKeys("old");
    }

    @Test
    void aPodThatIsOlderThanTheDDNNBelongsToTheOneBefore() {
        assertThat(ANEW.share(List.of(REPORT), Map.of(), Map.of("uid-1", NOON.minusSeconds(1))))
                .containsOnlyKeys("old");
    }

    @Test
    void itsOwnBillMakesADDNNNoOneBefore() {
        var billed = new Owners("new", NOON, List.of("old", "new"));
        assertThat(billed.share(List.of(REPORT), Map.of(), Map.of("uid-1", NOON.minusSeconds(1))))
                .containsOnlyKeys("old");
    }

    @Test
    void aPodThatIsNotKnownBelongsToTheDDNN() {
        assertThat(ANEW.share(List.of(REPORT), Map.of(), Map.of("uid-1", NOON))).containsOnlyKeys("new");
        assertThat(ANEW.share(List.of(REPORT), Map.of(), Map.of())).containsOnlyKeys("new");
    }

    @Test
    void theLastReportsOfADDNNThatIsGoneAreItsOwn() {
        assertThat(new Owners(null, null, List.of("old")).share(List.of(REPORT), Map.of(), Map.of()))
                .containsOnly(Map.entry("old", List.of(REPORT)));
    }

    @Test
    void reportsOfNobodyAreNotCounted() {
        assertThat(new Owners(null, null, List.of()).share(List.of(REPORT), Map.of(), Map.of()))
                .isEmpty();
    }

    private static Heard heard(String pod, Instant at) {
        return new Heard(at, Reported.gateway(new Boot(pod, "boot"), 1, 1, 0, 0));
    }
}
