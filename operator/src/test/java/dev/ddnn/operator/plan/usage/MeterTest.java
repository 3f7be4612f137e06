package dev.ddnn.operator.plan.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Boot BOOT = new Boot("uid-1", "boot-1");
    private static final Spot GATEWAY = Spot.of("gateway", "district", "Edge", "cloud", true);
    private static final Rates RATES = new Rates(
            new BigDecimal("0.02"),
            new BigDecimal("0.003"),
            new BigDecimal("0.10"),
            new BigDecimal("8"),
            Map.of("node-1", new BigDecimal("4")));
    private static final Tariff TARIFF = new Tariff(Map.of("gateway", GATEWAY), Map.of("district", RATES));
    private static final long HOUR = 3_600_000;
    private static final long GI_HOUR = 3600L << 30;

    @Test
    void whatABootCountedIsAddedOnce() {
        // Given
        Usage usage = fold(Usage.NONE, gateway(BOOT, 5, 40));

        // When
        Usage again = fold(usage, gateway(BOOT, 5, 40), gateway(BOOT, 4, 30), gateway(BOOT, 9, 100));

        // Then
        Counters counted = again.total().counters();
        assertThat(counted.get(Figure.Samples)).isEqualTo(100);
        assertThat(counted.get(Figure.UpBytes)).isEqualTo(10_000);
        assertThat(counted.get(Figure.DownBytes)).isEqualTo(1_000);
        assertThat(counted.get(Figure.Degraded)).isEqualTo(10);
        assertThat(counted.get(Figure.Refused)).isEqualTo(1);
        assertThat(counted.answered()).containsOnly(Map.entry("gateway", 50L), Map.entry("cloud", 50L));
    }

    @Test
    void aRestartedProcessIsCountedFromItsBeginning() {
        // Given
        Usage usage = fold(Usage.NONE, gateway(BOOT, 5, 40));

        // When
        Usage after = fold(usage, gateway(new Boot("uid-1", "boot-2"), 1, 3));

        // Then
        assertThat(after.total().counters().get(Figure.Samples)).isEqualTo(43);
    }

    @Test
    void counterThatGoesBackAddsNothingUntilItIsAboveWhereItWas() {
        // Given
        Usage usage = fold(Usage.NONE, gateway(BOOT, 5, 40));

        // When
        Usage back = fold(usage, gateway(BOOT, 6, 10));
        Usage above = fold(back, gateway(BOOT, 7, 45));

        // Then
        assertThat(back.total().counters().get(Figure.Samples)).isEqualTo(40);
        assertThat(above.total().counters().get(Figure.Samples)).isEqualTo(45);
    }

    @Test
    void costAndEnergyFollowFromPricesAndPower() {
        // Given: a core-hour, two GiB-hours and half a GiB sent up
        long samples = (1L << 29) / 100;
        var report = Reported.gateway(BOOT, 1, samples, HOUR, 2 * GI_HOUR);

        // When
        Row total =
                Meter.fold(Usage.NONE, List.of(new Heard(NOON, report)), TARIFF).total();

        // Then: a quarter of the node's 8 W for an hour
        assertThat(total.energyWh()).isEqualByComparingTo("2");
        assertThat(total.cost()).isCloseTo(new BigDecimal("0.076"), within("0.000000005"));
    }

    @Test
    void bytesThatStayInTheirTierCostNothing() {
        // Given
        var inTier = new Tariff(
                Map.of("gateway", Spot.of("gateway", "district", "Edge", "hall", false)), Map.of("district", RATES));

        // When
        Usage usage = Meter.fold(Usage.NONE, List.of(gateway(BOOT, 1, 1 << 20)), inTier);

        // Then
        assertThat(usage.total().cost()).isZero();
        assertThat(usage.total().counters().get(Figure.UpBytes)).isEqualTo(100L << 20);
    }

    @Test
    void aPriceThatChangesChargesOnlyWhatComesAfter() {
        // Given
        var dearer = new Rates(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Map.of());
        Usage usage = Meter.fold(Usage.NONE, List.of(new Heard(NOON, Reported.gateway(BOOT, 1, 0, HOUR, 0))), TARIFF);

        // When
        Usage after = Meter.fold(
                usage,
                List.of(new Heard(NOON, Reported.gateway(BOOT, 2, 0, 2 * HOUR, 0))),
                new Tariff(TARIFF.spots(), Map.of("district", dearer)));

        // Then
        assertThat(after.total().cost()).isEqualByComparingTo("1.02");
    }

    @Test
    void lastReportOfASectionThatIsGoneIsBookedWhereItsPodWas() {
        // Given
        Usage usage = fold(Usage.NONE, gateway(BOOT, 5, 40));

        // When
        Usage after = Meter.fold(
                usage,
                List.of(gateway(BOOT, 6, 50), gateway(new Boot("uid-2", "boot"), 1, 5)),
                new Tariff(Map.of(), Map.of()));

        // Then
        assertThat(after.rows()).containsOnlyKeys(GATEWAY, Spot.unknown("gateway"));
        assertThat(after.rows().get(GATEWAY).counters().get(Figure.Samples)).isEqualTo(50);
    }

    @Test
    void reportThatDoesNotMeterCountsWhatItHas() {
        // Given
        var old = Reported.report(BOOT, 1, "gateway", 40, null);

        // When
        Counters counted = Meter.fold(Usage.NONE, List.of(new Heard(NOON, old)), TARIFF)
                .total()
                .counters();

        // Then
        assertThat(counted.get(Figure.Received)).isEqualTo(40);
        assertThat(counted.figures()).doesNotContainKeys(Figure.CpuMillis, Figure.MemoryByteSeconds, Figure.Samples);
    }

    @Test
    void bootIsForgottenWhenItIsOverAndNothingOfItCanCome() {
        // Given
        Usage usage = fold(Usage.NONE, gateway(BOOT, 5, 40));
        var soon = later(new Boot("uid-2", "boot"), Duration.ofHours(9));
        var late = later(
                new Boot("uid-2", "boot"), Duration.ofHours(9).plus(Meter.OVER).plusSeconds(1));

        // When its pod is seen gone
        Usage over = Meter.forget(usage, List.of(soon), Set.of());

        // Then
        assertThat(over.boots()).containsKey(BOOT);
        assertThat(Meter.forget(usage, List.of(late), Set.of()).boots()).containsKey(BOOT);
        assertThat(Meter.forget(over, List.of(soon), Set.of()).boots()).containsKey(BOOT);
        assertThat(Meter.forget(over, List.of(), Set.of()).boots()).containsKey(BOOT);
        assertThat(Meter.forget(over, List.of(late), Set.of("uid-1")).boots()).containsKey(BOOT);
        assertThat(Meter.forget(over, List.of(late, gateway(BOOT, 5, 40)), Set.of())
                        .boots())
                .containsKey(BOOT);
        assertThat(Meter.forget(over, List.of(late), Set.of()).boots()).isEmpty();
    }

    @Test
    void bootIsOverWhenAnotherOneOfItsPodIsHeardOfMuchLater() {
        // Given
        var second = new Boot("uid-1", "boot-2");
        var first = later(second, Duration.ofHours(2));
        var last = later(second, Duration.ofHours(4));
        Usage usage = Meter.fold(fold(Usage.NONE, gateway(BOOT, 5, 40)), List.of(first), TARIFF);

        // When
        Usage over = Meter.forget(usage, List.of(first), Set.of("uid-1"));
        Usage after = Meter.forget(over, List.of(last), Set.of("uid-1"));

        // Then
        assertThat(over.boots()).containsOnlyKeys(BOOT, second);
        assertThat(after.boots()).containsOnlyKeys(second);
        assertThat(after.total().counters().get(Figure.Samples)).isEqualTo(43);
    }

    @Test
    void bootsBeyondTheLimitAreNotCountedAndTheirNumberIsTold() {
        // Given
        List<Heard> many = IntStream.rangeClosed(1, Meter.MAX_BOOTS + 3)
                .mapToObj(pod -> gateway(new Boot("uid-" + pod, "boot"), 1, 1))
                .toList();

        // When
        Usage usage = Meter.fold(Usage.NONE, many, TARIFF);

        // Then
        assertThat(usage.unmetered()).isEqualTo(3);
        assertThat(usage.boots()).hasSize(Meter.MAX_BOOTS);
        assertThat(usage.total().counters().get(Figure.Samples)).isEqualTo(Meter.MAX_BOOTS);
    }

    private static Heard later(Boot boot, Duration after) {
        return new Heard(NOON.plus(after), gateway(boot, 1, 3).report());
    }

    private static Usage fold(Usage usage, Heard... heard) {
        return Meter.fold(usage, List.of(heard), TARIFF);
    }

    private static Heard gateway(Boot boot, long sequence, long samples) {
        return new Heard(NOON, Reported.gateway(boot, sequence, samples, 0, 0));
    }

    private static Offset<BigDecimal> within(String offset) {
        return Offset.offset(new BigDecimal(offset));
    }
}
