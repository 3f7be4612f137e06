package dev.ddnn.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.api.v1alpha1.QuotaUser;
import dev.ddnn.operator.events.Transition;
import dev.ddnn.operator.plan.budget.Metered;
import dev.ddnn.operator.plan.budget.Metered.Share;
import dev.ddnn.operator.plan.budget.Standing;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void figuresStandThereWithoutBudgetsToo() {
        // When
        var status = BudgetStatusAssembler.onto(LEDGER, Standing.of(null, METERED), 4, NOW);

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
        var within =
                BudgetStatusAssembler.onto(LEDGER, Standing.of(budgets, new Metered(METERED.day(), Map.of())), 4, NOW);
        assertThat(Transition.ofBudgets(LEDGER, within)).isEmpty();

        // When
        var spent = BudgetStatusAssembler.onto(within, Standing.of(budgets, METERED), 4, NOW.plusSeconds(60));

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
}
