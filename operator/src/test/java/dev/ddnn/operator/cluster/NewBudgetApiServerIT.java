package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaSpec;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.DDNNUsageSpec;
import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.api.v1alpha1.QuotaUser;
import dev.ddnn.operator.plan.usage.Counters;
import dev.ddnn.operator.plan.usage.Day;
import dev.ddnn.operator.plan.usage.Page;
import dev.ddnn.operator.plan.usage.Row;
import dev.ddnn.operator.plan.usage.Spot;
import dev.ddnn.operator.plan.usage.StoredUsage;
import dev.ddnn.operator.plan.usage.Usage;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Budgets that come when there are bills already. The operator of these tests makes no metering round by itself. */
@ExtendWith(SceneExtension.class)
class NewBudgetApiServerIT {
    private static final YearMonth MONTH = YearMonth.now(ZoneOffset.UTC);
    private final Scene scene;

    NewBudgetApiServerIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void aNewQuotaWhoseCostIsSpentLetsNobodyIn() {
        // Given
        var crowd = new Crowd(scene);
        bill("gone", "150.5");

        // When
        quota("150");
        crowd.awaitLedger("team", page -> Long.valueOf(1).equals(page.observedGeneration()));
        crowd.create("late");

        // Then
        assertThat(crowd.await("late", ConditionType.QuotaReserved, "QuotaExceeded"))
                .contains("cost: the 150 of " + MONTH + " are used up, and nobody new gets in until ");
        assertThat(crowd.served()).isEmpty();
        var page = crowd.ledger("team");
        assertThat(Conditions.find(page.conditions(), ConditionType.WithinBudget))
                .map(Condition::getReason)
                .contains("CostBudgetSpent");
        assertThat(page.metered().costSummary()).isEqualTo("150.50/150");
        assertThat(page.metered().users()).isEqualTo(List.of(new QuotaUser("gone", 0L, "150.5")));

        // When
        quota("151");

        // Then
        crowd.await("late", ConditionType.Ready, "Serving");
    }

    private void quota(String costPerMonth) {
        var quota = new DDNNQuota();
        quota.setMetadata(new ObjectMetaBuilder()
                .withNamespace(scene.namespace)
                .withName("team")
                .build());
        quota.setSpec(new DDNNQuotaSpec(null, new QuotaBudgets(null, costPerMonth)));
        scene.harness
                .admin
                .resource(quota)
                .fieldManager("user")
                .forceConflicts()
                .serverSideApply();
    }

    /** Of this month. */
    private void bill(String ddnn, String cost) {
        var bill = new DDNNUsage();
        bill.setMetadata(new ObjectMetaBuilder()
                .withNamespace(scene.namespace)
                .withName(ddnn + "-" + MONTH)
                .build());
        bill.setSpec(new DDNNUsageSpec(ddnn, "uid-of-" + ddnn, MONTH.toString(), null));
        bill = scene.harness.admin.resource(bill).create();
        var row = new Row(Counters.NONE, BigDecimal.ZERO, new BigDecimal(cost));
        var used = new Usage(Map.of(Spot.of("cloud", "cloud", "Cloud", null, false), row), Map.of(), 0, Day.NONE);
        bill.setStatus(StoredUsage.write(new Page(MONTH, used, null), Instant.now()));
        scene.harness.admin.resource(bill).updateStatus();
    }
}
