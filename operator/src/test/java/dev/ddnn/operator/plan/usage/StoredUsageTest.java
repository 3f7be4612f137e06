package dev.ddnn.operator.plan.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNUsageStatus;
import dev.ddnn.api.v1alpha1.UsageAnswers;
import dev.ddnn.api.v1alpha1.UsageHop;
import dev.ddnn.api.v1alpha1.UsageSection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredUsageTest {
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final Tariff TARIFF = new Tariff(
            Map.of(
                    "gateway", Spot.of("gateway", "district", "Edge", "cloud", true),
                    "cloud", Spot.of("cloud", "cloud", "Cloud", null, false)),
            Map.of(
                    "district",
                    new Rates(
                            new BigDecimal("0.02"),
                            new BigDecimal("0.003"),
                            new BigDecimal("0.1"),
                            new BigDecimal("3.5"),
                            Map.of("node-1", new BigDecimal("4")))));

    @Test
    void whatIsStoredIsReadAgain() {
        // Given
        Usage usage = Meter.forget(
                usage(), List.of(new Heard(NOON.plusSeconds(1), gateway().report())), Set.of());
        var page = new Page(JANUARY, usage, YearMonth.of(2026, 2));

        // When
        Page again = StoredUsage.read(JANUARY, StoredUsage.write(page, NOON));

        // Then
        assertThat(again.continuedIn()).isEqualTo(page.continuedIn());
        assertThat(again.usage())
                .usingRecursiveComparison()
                .withEqualsForType((one, other) -> one.compareTo(other) == 0, BigDecimal.class)
                .isEqualTo(usage);
    }

    @Test
    void anObjectThatWasNeverWrittenHasNoUsage() {
        assertThat(StoredUsage.read(JANUARY, null)).isEqualTo(new Page(JANUARY, null, null));
    }

    @Test
    void whereSectionsAreBookedIsReadAgainAndWhatIsNotKnownIsNotStored() {
        // Given
        var page = new Page(JANUARY, null, null, TARIFF.spots());

        // When
        var stored = StoredSections.write(page.sections().values());

        // Then
        assertThat(stored)
                .containsExactly(
                        new UsageSection("cloud", "cloud", null, "Cloud", null),
                        new UsageSection("gateway", "district", "cloud", "Edge", true));
        assertThat(StoredUsage.read(JANUARY, null).with(stored)).isEqualTo(page);
        assertThat(StoredSections.write(List.of(Spot.unknown("camera")))).isNull();
        assertThat(StoredUsage.read(JANUARY, null).with(null).sections()).isEmpty();
    }

    @Test
    void totalsAreWhatRowsSay() {
        // When
        DDNNUsageStatus status = StoredUsage.write(new Page(JANUARY, usage(), null), NOON);

        // Then
        assertThat(status.samples()).isEqualTo(1000);
        assertThat(status.answered())
                .containsExactly(new UsageAnswers("cloud", 500L), new UsageAnswers("gateway", 500L));
        assertThat(status.exitSummary()).isEqualTo("cloud 50% gateway 50%");
        assertThat(status.hops()).containsExactly(new UsageHop("gateway", "cloud", 100_000L, 10_000L));
        assertThat(status.cpuHours()).isEqualTo("1.5");
        assertThat(status.memoryGiHours()).isEqualTo("2");
        assertThat(status.energyEstimatedWh()).isEqualTo("0.875");
        assertThat(status.cost()).isEqualTo("0.026009");
        assertThat(status.lastFolded()).isEqualTo(NOON.toString());
        assertThat(status.unmetered()).isNull();
        assertThat(status.continuedIn()).isNull();
    }

    private static Usage usage() {
        var cloud = new Heard(NOON, Reported.cloud(new Boot("uid-2", "boot"), 4, 500, 1_800_000));
        return Meter.fold(Usage.NONE, List.of(gateway(), cloud), TARIFF);
    }

    private static Heard gateway() {
        return new Heard(NOON, Reported.gateway(new Boot("uid-1", "boot"), 7, 1000, 3_600_000, 2 * (3600L << 30)));
    }
}
