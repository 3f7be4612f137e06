package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaSpec;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.DDNNUsageSpec;
import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.api.v1alpha1.QuotaMetered;
import dev.ddnn.api.v1alpha1.QuotaUser;
import dev.ddnn.operator.plan.usage.Counters;
import dev.ddnn.operator.plan.usage.Day;
import dev.ddnn.operator.plan.usage.Page;
import dev.ddnn.operator.plan.usage.Row;
import dev.ddnn.operator.plan.usage.Spot;
import dev.ddnn.operator.plan.usage.StoredUsage;
import dev.ddnn.operator.plan.usage.Usage;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetFiguresTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final QuotaBudgets BUDGETS = new QuotaBudgets(null, "150");
    private static final QuotaMetered WRITTEN =
            new QuotaMetered("2026-01-31", 0L, "0", null, "2026-01", "12.5", "12.50/150", null, null);

    private static final Day TODAY = new Day(LocalDate.of(2026, 1, 31), 2000);

    private int lists;

    @Test
    void aQuotaThatIsNewBeginsWithWhatItsNamespaceHasUsed() {
        // When
        var begun = begun(quota(BUDGETS, null), bill("city", "12.5"), bill("harbour", "1000"));

        // Then
        assertThat(begun.metered().cost()).isEqualTo("12.5");
        assertThat(begun.metered().users()).containsExactly(new QuotaUser("d", 2000L, "12.5"));
        assertThat(lists).isOne();
    }

    @Test
    void bytesOfTodayAreSpentFromTheFirstPageOn() {
        // When
        var begun = begun(quota(new QuotaBudgets(new Quantity("2k"), null), null), bill("city", "0"));

        // Then
        assertThat(begun.metered().uplinkBytes()).isEqualTo(2000);
        assertThat(begun.metered().uplinkSpentUntil()).isEqualTo("2026-02-01T00:00:00Z");
    }

    @Test
    void figuresThatAreNoneAreReckonedAnew() {
        // When
        var begun = begun(
                quota(BUDGETS, new QuotaMetered("soon", 0L, null, null, null, "0", null, null, null)),
                bill("city", "12.5"));

        // Then
        assertThat(begun.metered().cost()).isEqualTo("12.5");
    }

    @Test
    void billsAreReadOnlyForBudgetsWithoutFigures() {
        // Given
        var without = quota(null, null);
        var with = quota(BUDGETS, WRITTEN);

        // When / Then
        assertThat(begun(without, bill("city", "12.5"))).isSameAs(without.getStatus());
        assertThat(begun(with, bill("city", "99"))).isSameAs(with.getStatus());
        assertThat(lists).isZero();
    }

    private DDNNQuotaStatus begun(DDNNQuota quota, DDNNUsage... bills) {
        return BudgetFigures.begun(
                        quota,
                        () -> {
                            lists++;
                            return List.of(bills);
                        },
                        NOW)
                .getStatus();
    }

    private static DDNNQuota quota(@Nullable QuotaBudgets budgets, @Nullable QuotaMetered metered) {
        var quota = new DDNNQuota();
        quota.setMetadata(
                new ObjectMetaBuilder().withNamespace("city").withName("team").build());
        quota.setSpec(new DDNNQuotaSpec(null, budgets));
        quota.setStatus(new DDNNQuotaStatus(-1L, null, null, null, null, null, metered));
        return quota;
    }

    private static DDNNUsage bill(String namespace, String cost) {
        var row = new Row(Counters.NONE, BigDecimal.ZERO, new BigDecimal(cost));
        var usage = new Usage(Map.of(Spot.of("gateway", "edge", "Edge", null, false), row), Map.of(), 0, TODAY);
        var bill = new DDNNUsage();
        bill.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName("d-2026-01-uid")
                .build());
        bill.setSpec(new DDNNUsageSpec("d", "uid", "2026-01", null));
        bill.setStatus(StoredUsage.write(new Page(YearMonth.of(2026, 1), usage, null), NOW));
        return bill;
    }
}
