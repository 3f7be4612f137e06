package dev.ddnn.operator.plan.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.operator.plan.budget.Metered.Account;
import dev.ddnn.operator.plan.budget.Metered.Share;
import dev.ddnn.operator.plan.usage.Boot;
import dev.ddnn.operator.plan.usage.Counters;
import dev.ddnn.operator.plan.usage.Day;
import dev.ddnn.operator.plan.usage.Page;
import dev.ddnn.operator.plan.usage.Remembered;
import dev.ddnn.operator.plan.usage.Row;
import dev.ddnn.operator.plan.usage.Spot;
import dev.ddnn.operator.plan.usage.Usage;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeteredTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-02-01T00:00:00Z");
    private static final LocalDate LAST = LocalDate.parse("2026-01-31");
    private static final Spot SPOT = Spot.of("gateway", "district", "Edge", "cloud", true);

    @Test
    void theHubsClockSaysWhichDayItIs() {
        // Given: the operator's clock is ahead
        var account = account("d", "2026-01", LAST, 700, "2.5", MIDNIGHT.minusSeconds(5));

        // When
        Metered metered = Metered.of(List.of(account), MIDNIGHT.plusSeconds(200));

        // Then
        assertThat(metered.day()).isEqualTo(LAST);
        assertThat(metered.total()).isEqualTo(new Share(700, new BigDecimal("2.5")));
    }

    @Test
    void whereNobodyReportsTheDayEndsNevertheless() {
        // Given
        var account = account("d", "2026-01", LAST, 700, "2.5", MIDNIGHT.minusSeconds(5));

        // When
        Metered metered = Metered.of(List.of(account), MIDNIGHT.plus(Duration.ofMinutes(11)));

        // Then
        assertThat(metered.day()).isEqualTo(LAST.plusDays(1));
        assertThat(metered.month()).isEqualTo(YearMonth.of(2026, 2));
        assertThat(metered.users()).isEmpty();
    }

    @Test
    void aDayThatHasBegunStaysThoughTheHubsClockIsPutBack() {
        // Given
        var account = account("d", "2026-02", LAST.plusDays(1), 700, "1", MIDNIGHT.minusSeconds(60));

        // When
        Metered metered = Metered.of(List.of(account), MIDNIGHT.minusSeconds(50));

        // Then
        assertThat(metered.day()).isEqualTo(LAST.plusDays(1));
        assertThat(metered.total().uplinkBytes()).isEqualTo(700);
    }

    @Test
    void monthsBeforeAndDaysBeforeDoNotCountAndOneNameIsOneUser() {
        // Given
        Instant heard = MIDNIGHT.plusSeconds(40);
        var accounts = List.of(
                account("d", "2026-01", LAST, 900, "7", MIDNIGHT.minusSeconds(5)),
                account("d", "2026-02", LAST.plusDays(1), 100, "1", heard),
                account("d", "2026-02", LAST.plusDays(1), 20, "0.5", heard),
                account("e", "2026-02", LAST.plusDays(1), 3, "0.25", heard));

        // When
        Metered metered = Metered.of(accounts, heard);

        // Then
        assertThat(metered.users())
                .containsOnly(
                        Map.entry("d", new Share(120, new BigDecimal("1.5"))),
                        Map.entry("e", new Share(3, new BigDecimal("0.25"))));
    }

    @Test
    void aBudgetIsSpentWhenNothingIsLeft() {
        // Given
        var metered =
                Metered.of(List.of(account("d", "2026-01", LAST, 2048, "150", MIDNIGHT.minusSeconds(5))), MIDNIGHT);

        // When
        var spent = Standing.of(new QuotaBudgets(new Quantity("2Ki"), "150.00"), metered);
        var left = Standing.of(new QuotaBudgets(new Quantity("2049"), "150.000001"), metered);
        var none = Standing.of(null, metered);

        // Then
        assertThat(spent.uplinkSpentUntil()).contains(MIDNIGHT);
        assertThat(spent.costSpentUntil()).contains(MIDNIGHT);
        assertThat(left.uplinkSpentUntil()).isEmpty();
        assertThat(left.costSpentUntil()).isEmpty();
        assertThat(none.isLimited()).isFalse();
        assertThat(none.uplinkSpentUntil()).isEmpty();
    }

    private static Account account(
            String ddnn, String month, LocalDate day, long bytes, String cost, Instant receivedAt) {
        var usage = new Usage(
                Map.of(SPOT, new Row(Counters.NONE, BigDecimal.ZERO, new BigDecimal(cost))),
                Map.of(new Boot(ddnn + "-pod", "boot"), new Remembered(SPOT, 1, receivedAt, Counters.NONE)),
                0,
                new Day(day, bytes));
        return new Account(ddnn, new Page(YearMonth.parse(month), usage, null));
    }
}
