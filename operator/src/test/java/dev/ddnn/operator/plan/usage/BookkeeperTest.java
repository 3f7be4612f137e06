package dev.ddnn.operator.plan.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.operator.plan.usage.Step.Open;
import dev.ddnn.operator.plan.usage.Step.Write;
import dev.ddnn.operator.plan.usage.Tariff.Home;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookkeeperTest {
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final Boot BOOT = new Boot("uid-1", "boot-1");
    private static final Boot OTHER = new Boot("uid-2", "boot-1");
    private static final Tariff TARIFF = new Tariff(Map.of(), Map.of());
    private static final Spot EDGE = Spot.of("gateway", "edge", "Edge", "cloud", true);
    private static final Spot FIBRE = Spot.of("gateway", "fibre", "Edge", "cloud", true);
    private static final Map<String, Rates> PRICES = Map.of("edge", cpuHour("1"), "fibre", cpuHour("2"));
    private static final Tariff OF_FIBRE = new Tariff(Map.of("gateway", FIBRE), PRICES);
    private static final Tariff OF_EDGE = new Tariff(Map.of("gateway", EDGE), PRICES);
    private static final Tariff GONE = new Tariff(Map.of(), PRICES);
    private static final String LATE = "2026-01-31T23:59:59.999Z";
    private static final String NEXT = "2026-02-01T00:00:00Z";

    @Test
    void nothingHeardNothingWritten() {
        assertThat(next(List.of())).isEmpty();
        assertThat(next(List.of(counted(JANUARY, 5, 40, null)), heard(LATE, BOOT, 5, 40)))
                .isEmpty();
    }

    @Test
    void theFirstReportOpensItsMonth() {
        assertThat(next(List.of(), OF_FIBRE, heard(LATE, BOOT, 1, 1), heard(NEXT, OTHER, 1, 1)))
                .contains(new Open(JANUARY, Map.of("gateway", FIBRE)));
    }

    @Test
    void aReportOfTheNextMonthClosesThePageOnceTheOldOnesAreCounted() {
        // When
        var step = next(List.of(counted(JANUARY, 5, 40, null)), heard(LATE, OTHER, 1, 7), heard(NEXT, BOOT, 6, 50));

        // Then
        Page page = written(step);
        assertThat(page.month()).isEqualTo(JANUARY);
        assertThat(page.continuedIn()).isEqualTo(FEBRUARY);
        assertThat(samples(page)).isEqualTo(47);
    }

    @Test
    void afterAClosedPageTheNamedMonthIsOpened() {
        assertThat(next(List.of(counted(JANUARY, 5, 40, FEBRUARY)))).contains(new Open(FEBRUARY, Map.of()));
    }

    @Test
    void aNewMonthSaysWhereSectionsAreBookedNowAndOfADDNNThatIsGoneWhatTheOneBeforeSaid() {
        // Given
        var january = new Page(JANUARY, usage(5, 40), FEBRUARY, Map.of("gateway", EDGE));

        // When / Then
        assertThat(next(List.of(january), OF_FIBRE)).contains(new Open(FEBRUARY, Map.of("gateway", FIBRE)));
        assertThat(next(List.of(january), GONE)).contains(new Open(FEBRUARY, Map.of("gateway", EDGE)));
    }

    @Test
    void whatIsFirstHeardOfWhenTheDDNNIsGoneIsBookedWhereTheBillBegan() {
        // Given
        var begun = new Page(JANUARY, null, null, Map.of("gateway", EDGE));

        // When
        Page page = written(next(List.of(begun), GONE, used(BOOT)));

        // Then
        assertThat(costs(page)).containsOnlyKeys(EDGE).containsValue(new BigDecimal("1.000000000000"));
        assertThat(page.sections()).isEqualTo(begun.sections());
    }

    @Test
    void aSectionThatMovedBeforeTheDDNNWentIsBookedWhereItWasLast() {
        // Given
        Page moved =
                new Page(JANUARY, Meter.fold(Usage.NONE, List.of(used(BOOT)), OF_FIBRE), null, Map.of("gateway", EDGE));
        var forgotten = new Page(
                JANUARY,
                new Usage(Objects.requireNonNull(moved.usage()).rows(), Map.of(), 0, Day.NONE),
                null,
                moved.sections());

        // When / Then
        assertThat(costs(written(next(List.of(moved), GONE, used(OTHER))))).containsOnlyKeys(FIBRE);
        assertThat(costs(written(next(List.of(forgotten), GONE, used(OTHER))))).containsOnlyKeys(FIBRE);
    }

    @Test
    void aDDNNThatExistsIsBookedByItsSpecAndASectionThatItHasNoMoreByTheBill() {
        // Given
        var begun = new Page(JANUARY, null, null, Map.of("gateway", EDGE));
        var renamed = new Tariff(Map.of("hub", Spot.of("hub", "fibre", "Edge", null, false)), PRICES);

        // When / Then
        assertThat(costs(written(next(List.of(begun), OF_FIBRE, used(BOOT))))).containsOnlyKeys(FIBRE);
        assertThat(costs(written(next(List.of(begun), renamed, used(BOOT))))).containsOnlyKeys(EDGE);
    }

    @Test
    void whoMovesOrRenamesASectionAndGoesBeforeAnythingIsCountedPaysWhereThePodRan() {
        // Given: the bill says the gateway is at the edge, and the pod ran on a node that two other pools have
        var begun = new Page(JANUARY, null, null, Map.of("gateway", EDGE, "camera", EDGE));
        var unnamed = new Page(JANUARY, null, null, Map.of());
        var counted = new Page(JANUARY, Meter.fold(Usage.NONE, List.of(used(BOOT)), OF_EDGE), null, Map.of());
        var elsewhere = new Tariff(
                Map.of(),
                Map.of(),
                PRICES,
                Map.of("node-1", List.of(new Home("fibre", "Edge"), new Home("more", "Cloud"))));

        // When / Then
        assertThat(costs(written(next(List.of(begun), elsewhere, used(BOOT))))).containsOnlyKeys(FIBRE);
        assertThat(costs(written(next(List.of(unnamed), elsewhere, used(BOOT)))))
                .containsOnlyKeys(new Spot("gateway", "fibre", "Edge", "", false));
        assertThat(costs(written(next(List.of(counted), elsewhere, used(BOOT, 2), used(OTHER)))))
                .as("a pod stays where it was first heard of")
                .containsOnlyKeys(EDGE, FIBRE);
    }

    @Test
    void aNodeThatSeveralPoolsHaveIsTakenForThatOfTheBill() {
        // Given
        var begun = new Page(JANUARY, null, null, Map.of("gateway", FIBRE));
        var both = new Tariff(
                Map.of(),
                Map.of(),
                PRICES,
                Map.of("node-1", List.of(new Home("edge", "Edge"), new Home("fibre", "Edge"))));

        // When / Then
        assertThat(costs(written(next(List.of(begun), both, used(BOOT))))).containsOnlyKeys(FIBRE);
    }

    /** One hour of one core. */
    private static Heard used(Boot boot) {
        return used(boot, 1);
    }

    private static Heard used(Boot boot, int hours) {
        return new Heard(Instant.parse(LATE), Reported.gateway(boot, hours, 1, hours * 3_600_000L, 0));
    }

    private static Map<Spot, BigDecimal> costs(Page page) {
        return Objects.requireNonNull(page.usage()).rows().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> row.getValue().cost()));
    }

    private static Rates cpuHour(String price) {
        return new Rates(new BigDecimal(price), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Map.of());
    }

    @Test
    void anEmptyPageBeginsWithWhatWasCountedBefore() {
        // When
        var step = next(
                List.of(counted(JANUARY, 5, 40, FEBRUARY), new Page(FEBRUARY, null, null)), heard(NEXT, BOOT, 6, 50));

        // Then
        assertThat(samples(written(step))).isEqualTo(10);
    }

    @Test
    void whatComesAfterTheClosingCountsInTheOpenMonth() {
        // When
        var step = next(
                List.of(counted(JANUARY, 5, 40, FEBRUARY), new Page(FEBRUARY, Usage.begun(boots(5, 40)), null)),
                heard(LATE, BOOT, 6, 50));

        // Then
        Page page = written(step);
        assertThat(page.month()).isEqualTo(FEBRUARY);
        assertThat(samples(page)).isEqualTo(10);
    }

    @Test
    void monthsWithoutAReportHaveNoPage() {
        // When
        var step = next(List.of(counted(JANUARY, 5, 40, null)), heard("2026-06-15T00:00:00Z", BOOT, 6, 50));

        // Then
        assertThat(written(step).continuedIn()).isEqualTo(YearMonth.of(2026, 6));
    }

    @Test
    void onlyALastReportThatIsNewIsHurried() {
        // Given
        Page before = counted(JANUARY, 5, 40, null);
        var last = new Heard(
                Instant.parse(LATE), Reported.gateway(BOOT, 6, 50, 0, 0).asLast());
        Page after = counted(JANUARY, 6, 50, null);

        // When / Then
        assertThat(after.letsGo(before, List.of(last))).isTrue();
        assertThat(after.letsGo(after, List.of(last))).isFalse();
        assertThat(before.letsGo(before, List.of(last))).as("not in it").isFalse();
        assertThat(after.letsGo(before, List.of(heard(LATE, BOOT, 6, 50))))
                .as("others follow")
                .isFalse();
        assertThat(after.letsGo(new Page(JANUARY, null, null), List.of(last))).isTrue();
    }

    @Test
    void aPageRemembersAReportAndThoseBeforeIt() {
        Page page = counted(JANUARY, 5, 40, null);
        assertThat(page.remembers(last(BOOT, 5))).isTrue();
        assertThat(page.remembers(last(BOOT, 4))).isTrue();
        assertThat(page.remembers(last(BOOT, 6))).isFalse();
        assertThat(page.remembers(last(OTHER, 5))).isFalse();
        assertThat(new Page(JANUARY, null, null).remembers(last(BOOT, 5))).isFalse();
    }

    private static LastReport last(Boot boot, long sequence) {
        return new LastReport("city", "d", boot.podUid(), boot.bootId(), sequence);
    }

    private static Optional<Step> next(List<Page> pages, Heard... heard) {
        return next(pages, TARIFF, heard);
    }

    private static Optional<Step> next(List<Page> pages, Tariff tariff, Heard... heard) {
        return Bookkeeper.next(pages, List.of(heard), Set.of("uid-1", "uid-2"), tariff);
    }

    private static Heard heard(String at, Boot boot, long sequence, long samples) {
        return new Heard(Instant.parse(at), Reported.gateway(boot, sequence, samples, 0, 0));
    }

    private static Page counted(YearMonth month, long sequence, long samples, @Nullable YearMonth continuedIn) {
        return new Page(month, usage(sequence, samples), continuedIn);
    }

    private static Map<Boot, Remembered> boots(long sequence, long samples) {
        return usage(sequence, samples).boots();
    }

    private static Usage usage(long sequence, long samples) {
        return Meter.fold(Usage.NONE, List.of(heard("2026-01-30T00:00:00Z", BOOT, sequence, samples)), TARIFF);
    }

    private static Page written(Optional<Step> step) {
        return step.orElseThrow()
                .fold(
                        open -> {
                            throw new AssertionError("opens " + open.month());
                        },
                        Write::page);
    }

    private static long samples(Page page) {
        return Objects.requireNonNull(page.usage()).total().counters().get(Figure.Samples);
    }
}
