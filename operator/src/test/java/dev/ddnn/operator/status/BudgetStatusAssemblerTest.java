package dev.ddnn.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.api.v1alpha1.QuotaMetered;
import dev.ddnn.api.v1alpha1.QuotaUser;
import dev.ddnn.operator.events.Transition;
import dev.ddnn.operator.plan.budget.Metered;
import dev.ddnn.operator.plan.budget.Metered.Share;
import dev.ddnn.operator.plan.budget.Standing;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BudgetStatusAssemblerTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final DDNNQuotaStatus LEDGER = new DDNNQuotaStatus(
            4L,
            new Conditions(null, 4, NOW)
                    .isTrue(ConditionType.Ready, Reason.WithinLimits, "nobody waits")
                    .merged(),
            Map.of("ddnns", new Quantity("2")),
            null,
            null,
            null,
            null);
    private static final Metered METERED = new Metered(
            LocalDate.parse("2026-01-31"),
            Map.of(
                    "trams", new Share(48, new BigDecimal("0.1")),
                    "vehicles", new Share(2000, new BigDecimal("12.403112999"))));

    @ParameterizedTest
    @CsvSource({"0,0", "1023,1023", "1024,1Ki", "1100,1Ki", "2147483647,1.9Gi", "2147483648,2Gi", "1932735284,1.8Gi"})
    void bytesAreRoundedDown(String bytes, String text) {
        assertThat(BudgetStatusAssembler.bytes(new BigDecimal(bytes))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "150,12.50/150",
        "150.0,12.50/150",
        "12.5031,12.5031/12.5031",
        "0.0001,12.5031/0.0001",
        "12.503113,12.503112/12.503113",
        "0.000000001,12.503112000/0.000000001"
    })
    void costHasAsManyDecimalsAsItsBudget(String budget, String summary) {
        assertThat(onto(LEDGER, new QuotaBudgets(null, budget), METERED, NOW)
                        .metered()
                        .costSummary())
                .isEqualTo(summary);
    }

    @Test
    void figuresStandThereWithoutBudgetsToo() {
        // When
        var status = onto(LEDGER, null, METERED, NOW);

        // Then
        assertThat(status.conditions()).isEqualTo(LEDGER.conditions());
        assertThat(status.used()).isEqualTo(LEDGER.used());
        assertThat(status.metered().uplink()).isEqualTo("2Ki");
        assertThat(status.metered().costSummary()).isEqualTo("12.50");
        assertThat(status.metered().cost()).isEqualTo("12.503112");
        assertThat(status.metered().users())
                .containsExactly(new QuotaUser("vehicles", 2000L, "12.403112"), new QuotaUser("trams", 48L, "0.1"));
    }

    @Test
    void whatIsSpentIsSaidOnceAndToldByOneEvent() {
        // Given
        var budgets = new QuotaBudgets(new Quantity("2Ki"), "10");
        var within = onto(LEDGER, budgets, new Metered(METERED.day(), Map.of()), NOW);
        assertThat(Transition.ofBudgets(LEDGER, within)).isEmpty();

        // When
        var spent = onto(within, budgets, METERED, NOW.plusSeconds(60));

        // Then
        var told =
                Conditions.find(spent.conditions(), ConditionType.WithinBudget).orElseThrow();
        assertThat(told.getStatus()).isEqualTo("False");
        assertThat(told.getReason()).isEqualTo("UplinkBudgetSpent");
        assertThat(told.getMessage())
                .isEqualTo("uplinkBytesPerDay: 2Ki used up on 2026-01-31; until 2026-02-01T00:00:00Z deciding sections"
                        + " answer by their own exits; costPerMonth: 10 used up in 2026-01; until 2026-02-01T00:00:00Z"
                        + " no further DDNN gets in, and those that are there go on");
        assertThat(spent.metered().uplink()).isEqualTo("2Ki/2Ki");
        assertThat(spent.metered().costSummary()).isEqualTo("12.50/10");
        assertThat(spent.metered().uplinkSpentUntil()).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(Transition.ofBudgets(within, spent))
                .extracting(Transition::reason, Transition::warning)
                .containsExactly(tuple(Reason.UplinkBudgetSpent, true));
        assertThat(Transition.ofBudgets(spent, within))
                .extracting(Transition::reason, Transition::warning)
                .containsExactly(tuple(Reason.WithinBudget, false));
        assertThat(Transition.ofBudgets(spent, spent)).isEqualTo(List.of());
    }

    /** Whatever budgets become, who reads the figures says what the round would say; and of those that are known, nothing new. */
    @ParameterizedTest
    @MethodSource("changes")
    void aChangedBudgetIsJudgedAsARoundWouldJudgeIt(@Nullable QuotaBudgets before, @Nullable QuotaBudgets after) {
        // Given
        var written = onto(LEDGER, before, METERED, NOW);

        // When
        var judged = BudgetStatusAssembler.judged(written, after, 4, NOW.plusSeconds(30));

        // Then
        assertThat(judged).isEqualTo(onto(written, after, METERED, NOW.plusSeconds(30)));
        assertThat(BudgetStatusAssembler.judged(judged, after, 4, NOW.plusSeconds(90)))
                .isEqualTo(judged);
    }

    @Test
    void firstFiguresAreJudgedAsARoundWouldJudgeThemAndNewsOnlyThen() {
        // Given
        var budgets = new QuotaBudgets(null, "10");

        // When
        var begun = BudgetStatusAssembler.begun(LEDGER, Standing.of(budgets, METERED), METERED.users());
        var judged = BudgetStatusAssembler.judged(begun, budgets, 4, NOW);

        // Then
        assertThat(begun.conditions()).isEqualTo(LEDGER.conditions());
        assertThat(judged).isEqualTo(onto(LEDGER, budgets, METERED, NOW));
        assertThat(BudgetStatusAssembler.begun(null, Standing.of(budgets, METERED), METERED.users())
                        .metered())
                .isEqualTo(judged.metered());
        assertThat(Transition.ofBudgets(begun, judged))
                .extracting(Transition::reason)
                .containsExactly(Reason.CostBudgetSpent);
    }

    static Stream<Arguments> changes() {
        // Used are 2048 bytes, and 12.503112999, which the status has as 12.503112.
        List<@Nullable QuotaBudgets> budgets = Arrays.asList(
                null,
                new QuotaBudgets(new Quantity("2Ki"), null),
                new QuotaBudgets(new Quantity("2049"), null),
                new QuotaBudgets(null, "12.503112"),
                new QuotaBudgets(null, "12.503112999"),
                new QuotaBudgets(null, "12.503113"),
                new QuotaBudgets(new Quantity("0"), "0"),
                new QuotaBudgets(new Quantity("1Gi"), "150"));
        return budgets.stream().flatMap(before -> budgets.stream().map(after -> Arguments.of(before, after)));
    }

    @Test
    void figuresThatAreNoneAreLeftToTheNextRound() {
        // Given
        var budgets = new QuotaBudgets(new Quantity("0"), "0");
        var none = LEDGER;
        var noDay = with(new QuotaMetered("yesterday", 1L, null, null, null, "1", null, null, null));
        var noCost = with(new QuotaMetered("2026-01-31", 1L, null, null, null, "1E999999999", null, null, null));

        // When / Then
        for (DDNNQuotaStatus status : List.of(none, noDay, noCost)) {
            assertThat(BudgetStatusAssembler.judged(status, budgets, 4, NOW)).isEqualTo(status);
        }
    }

    private static DDNNQuotaStatus with(QuotaMetered metered) {
        return LEDGER.with(metered, LEDGER.conditions());
    }

    private static DDNNQuotaStatus onto(
            DDNNQuotaStatus status, @Nullable QuotaBudgets budgets, Metered metered, Instant now) {
        return BudgetStatusAssembler.onto(status, Standing.of(budgets, metered), metered.users(), 4, now);
    }
}
