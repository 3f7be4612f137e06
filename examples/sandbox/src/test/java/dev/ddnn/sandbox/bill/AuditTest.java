package dev.ddnn.sandbox.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Bills with planted faults. */
class AuditTest {
    private static final Customer CITY = new Customer("city", "digits", "1");
    private static final TreeMap<String, Count> CARRIED =
            new TreeMap<>(Map.of("gateway", new Count(100_000, 50_000), "cloud", new Count(10_000, 8_000)));

    private static Counted clients(int untold) {
        return new Counted(1000 + untold, Map.of("gateway", 700L, "cloud", 300L), untold);
    }

    private static Metered billed(long samples, long gateway, long cloud, Count above) {
        var bill = new Bill(
                new TreeSet<>(),
                samples,
                Map.of("gateway", gateway, "cloud", cloud),
                0,
                0,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
        return new Metered(
                bill, new TreeMap<>(Map.of("gateway", new Count(100_000, 50_000), "cloud", above)), Set.of());
    }

    private static List<String> findings(Counted clients, Metered billed, long answersLost) {
        return new Audit(CITY, clients, CARRIED, billed, answersLost).findings();
    }

    private static List<String> findings(long samples, long gateway, long cloud, Count above) {
        return findings(clients(0), billed(samples, gateway, cloud, above), 0);
    }

    @Test
    void aBillThatIsRightHasNoFindings() {
        assertThat(findings(1000, 700, 300, new Count(10_000, 8_000))).isEmpty();
        assertThat(findings(1000, 700, 300, new Count(9_801, 8_159))).isEmpty();
    }

    @Test
    void bytesThatAreOffByTwoPointOnePerCentAreFoundEachWay() {
        assertThat(findings(1000, 700, 300, new Count(9_790, 8_000)))
                .containsExactly("bill of city/digits: 9790 bytes up between cloud and the section below,"
                        + " but the links carried 10000: -2.10 %");
        assertThat(findings(1000, 700, 300, new Count(10_210, 8_000))).hasSize(1);
        assertThat(findings(1000, 700, 300, new Count(10_000, 7_832))).hasSize(1);
        assertThat(findings(1000, 700, 300, new Count(10_000, 8_168)))
                .containsExactly("bill of city/digits: 8168 bytes back between cloud and the section below,"
                        + " but the links carried 8000: +2.10 %");
    }

    @Test
    void oneHopDoesNotMakeUpForAnother() {
        Metered none = new Metered(
                billed(1000, 700, 300, new Count(0, 0)).bill(),
                new TreeMap<>(Map.of("gateway", new Count(110_000, 58_000))),
                Set.of());
        assertThat(findings(clients(0), none, 0)).hasSize(4);
    }

    @Test
    void oneSampleTooManyIsFound() {
        Count right = new Count(10_000, 8_000);
        assertThat(findings(1001, 700, 300, right))
                .contains("bill of city/digits: 1001 samples received, but its clients got 1000 answers,"
                        + " and do not know of 0 others");
        assertThat(findings(1000, 701, 300, right)).hasSize(1);
        assertThat(findings(clients(1), billed(1001, 700, 301, right), 0)).isEmpty();
        assertThat(findings(clients(1), billed(1002, 700, 300, right), 0)).isNotEmpty();
        assertThat(findings(clients(1), billed(1001, 701, 301, right), 0)).isNotEmpty();
    }

    @Test
    void oneSampleThatIsMissingIsFound() {
        Count right = new Count(10_000, 8_000);
        assertThat(findings(999, 700, 300, right)).hasSize(1);
        assertThat(findings(1000, 700, 299, right)).hasSize(1);
        assertThat(findings(1000, 699, 301, right)).hasSize(2);
    }

    @Test
    void afterAKillAsMuchMayBeMissingAsIsSaidAndNothingMayBeTooMuch() {
        assertThat(findings(clients(0), billed(950, 660, 290, new Count(9_400, 7_500)), 50))
                .isEmpty();
        assertThat(findings(clients(0), billed(949, 660, 289, new Count(9_400, 7_500)), 50))
                .isNotEmpty();
        assertThat(findings(clients(0), billed(950, 660, 290, new Count(9_299, 7_500)), 50))
                .hasSize(1);
        assertThat(findings(clients(0), billed(1000, 660, 340, new Count(9_400, 7_500)), 50))
                .hasSize(1);
        assertThat(findings(clients(0), billed(950, 660, 290, new Count(10_210, 8_000)), 50))
                .hasSize(1);
    }

    @Test
    void billsAreReadAndOnlyWhatCameSinceCounts() {
        // Given
        Metered before = Metered.of(List.of(usage("2026-01", 10, 1000)));

        // When
        Metered since = Metered.of(List.of(usage("2026-01", 12, 1100), usage("2026-02", 5, 30)))
                .since(before);

        // Then
        assertThat(since.bill().samples()).isEqualTo(7);
        assertThat(since.bill().answered()).isEqualTo(Map.of("gateway", 7L));
        assertThat(since.hops()).isEqualTo(Map.of("gateway", new Count(130, 13)));
        assertThat(since.folded()).containsExactlyInAnyOrder("2026-01-31T10:12:00Z", "2026-02-31T10:12:00Z");
    }

    private static DDNNUsage usage(String month, int samples, int bytes) {
        return Serialization.unmarshal("""
                apiVersion: ddnn.dev/v1alpha1
                kind: DDNNUsage
                metadata: {name: digits, namespace: city}
                spec: {ddnn: digits, ddnnUID: "1", month: "%1$s"}
                status:
                  answered: [{exit: gateway, samples: %2$d}]
                  hops: [{from: camera, to: gateway, upBytes: %3$d, downBytes: %4$d}]
                  lastFolded: "%1$s-31T10:12:00Z"
                  rows: [{section: gateway, pool: edge, next: "", used: {samples: %2$d}}]
                """.formatted(month, samples, bytes, bytes / 10), DDNNUsage.class);
    }
}
