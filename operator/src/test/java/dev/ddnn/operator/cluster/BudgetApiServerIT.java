package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaSpec;
import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.api.v1alpha1.QuotaMetered;
import dev.ddnn.contract.section.SectionConfig.UplinkUse;
import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.events.ClusterEvents;
import dev.ddnn.operator.events.EventPublisher;
import dev.ddnn.operator.observe.HubClient;
import dev.ddnn.operator.reconcile.BudgetRound;
import dev.ddnn.operator.reconcile.MeteringRound;
import dev.ddnn.operator.reconcile.NodeGroupWatch;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Budgets in the real API, kept under the operator's own Role. */
@ExtendWith(SceneExtension.class)
class BudgetApiServerIT {
    private static final Instant EVENING = Instant.parse("2026-01-31T22:00:00Z");
    private final Scene scene;
    private final Harness harness;

    BudgetApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @Test
    void aSpentDayIsToldToTheDecidingSectionAndTheNextDayReleasesIt() throws InterruptedException {
        // Given
        quota(new QuotaBudgets(new Quantity("10k"), null));
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        GatewayReports.withoutBill(scene);

        // When
        GatewayReports.report(scene, 1, 99);
        roundUntilBytes(EVENING, 9_900);

        // Then
        var status = scene.await("told of the budget", now -> Scene.isTrue(now, ConditionType.WithinBudget));
        assertThat(Scene.condition(status, ConditionType.WithinBudget)
                        .orElseThrow()
                        .getMessage())
                .isEqualTo("a day's bytes: 10k by quota 'team'");
        assertThat(scene.config("gateway").uplink()).isNull();

        // When
        GatewayReports.report(scene, 2, 100);
        roundUntilBytes(EVENING.plusSeconds(60), 10_000);

        // Then
        seeThatItIsSpent();

        // When: the same reports again, by another operator
        round(EVENING.plusSeconds(180));

        // Then
        assertThat(quota().getStatus().metered().uplinkBytes()).isEqualTo(10_000);

        // When: a report comes on the next day
        GatewayReports.report(scene, 3, 103);
        roundUntilBytes(EVENING.plus(Duration.ofHours(3)), 300);

        // Then
        seeThatItIsOver();
    }

    private void seeThatItIsSpent() throws InterruptedException {
        var status = scene.await("degraded", now -> Scene.isTrue(now, ConditionType.Degraded));
        assertThat(Scene.condition(status, ConditionType.WithinBudget)
                        .orElseThrow()
                        .getReason())
                .isEqualTo("UplinkBudgetSpent");
        assertThat(Scene.isTrue(status, ConditionType.Ready)).isTrue();
        assertThat(scene.config("gateway").uplink()).isEqualTo(UplinkUse.LocalExitOnly);
        assertThat(scene.config("cloud").uplink()).isNull();
        assertThat(wide()).containsPattern("9.7Ki/9.7Ki +0.00 +UplinkBudgetSpent");
        Await.until("Events tell it of both", () -> events().containsAll(
                        List.of("UplinkBudgetSpent of DDNNQuota", "UplinkBudgetSpent of DDNN")));
    }

    private void seeThatItIsOver() {
        var status = scene.await("not degraded", now -> !Scene.isTrue(now, ConditionType.Degraded));
        assertThat(Scene.isTrue(status, ConditionType.WithinBudget)).isTrue();
        assertThat(scene.config("gateway").uplink()).isNull();
        assertThat(quota().getStatus().metered().uplinkBytes()).isEqualTo(300);
        assertThat(quota().getStatus().metered().uplinkSpentUntil()).isNull();
    }

    @Test
    void aSpentMonthLetsNobodyNewIn() {
        // Given
        var crowd = new Crowd(scene);
        quota(new QuotaBudgets(null, "150"));
        crowd.create("here");
        crowd.await("here", ConditionType.Ready, "Serving");
        roundUntil(EVENING, metered -> "2026-01".equals(metered.month()));

        // When: no round follows
        quota(new QuotaBudgets(null, "0"));
        awaitBudgets(2, "CostBudgetSpent", "0.00/0");
        crowd.create("late");

        // Then
        assertThat(crowd.await("late", ConditionType.QuotaReserved, "QuotaExceeded"))
                .endsWith("cost: the 0 of 2026-01 are used up, and nobody new gets in until 2026-02-01T00:00:00Z;"
                        + " number 1 in the queue");
        assertThat(crowd.served()).containsExactly("here");

        // When
        quota(new QuotaBudgets(null, "150"));

        // Then
        crowd.await("late", ConditionType.Ready, "Serving");
        awaitBudgets(3, "WithinBudget", "0.00/150");

        // When
        quota(new QuotaBudgets(null, "0.00"));
        awaitBudgets(4, "CostBudgetSpent", "0.00/0");
        crowd.create("latest");

        // Then
        crowd.await("latest", ConditionType.QuotaReserved, "QuotaExceeded");
        assertThat(crowd.served()).containsExactlyInAnyOrder("here", "late");
    }

    /** Of what a round has found once; the operator of these tests makes none by itself. */
    @Test
    void aChangedBudgetOfBytesIsJudgedAtOnce() {
        // Given: 5000 bytes of 10000 are used
        quota(new QuotaBudgets(new Quantity("10k"), null));
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        GatewayReports.withoutBill(scene);
        GatewayReports.report(scene, 1, 50);
        roundUntilBytes(EVENING, 5_000);
        awaitDirective(null, "a day's bytes: 10k by quota 'team'");

        // When
        quota(new QuotaBudgets(new Quantity("5k"), null));

        // Then
        awaitDirective(
                UplinkUse.LocalExitOnly,
                "quota 'team': the 5k of today are used up; until 2026-02-01T00:00:00Z section 'gateway' answers by its own exit");
        awaitBudgets(2, "UplinkBudgetSpent", "0.00");

        // When
        quota(new QuotaBudgets(new Quantity("20k"), null));

        // Then
        awaitDirective(null, "a day's bytes: 20k by quota 'team'");
        awaitBudgets(3, "WithinBudget", "0.00");
        Await.until("each change is told", () -> events().containsAll(List.of(
                "UplinkBudgetSpent of DDNNQuota", "WithinBudget of DDNNQuota", "UplinkBudgetSpent of DDNN")));

        // When: a round that finds nothing new
        String written = quota().getMetadata().getResourceVersion();
        round(EVENING.plusSeconds(60));

        // Then
        assertThat(quota().getMetadata().getResourceVersion()).isEqualTo(written);
    }

    /** What the DDNN says is never of one budget and judged by another. */
    private void awaitDirective(@Nullable UplinkUse uplink, String message) {
        scene.await("told of the budget", status -> {
            String told = Scene.condition(status, ConditionType.WithinBudget)
                    .map(Condition::getMessage)
                    .orElse("");
            assertThat(told).doesNotContain("the 10k of today are used up", "the 20k of today are used up");
            return told.equals(message) && scene.config("gateway").uplink() == uplink;
        });
    }

    private void awaitBudgets(long generation, String reason, String cost) {
        Await.until("the quota says so", () -> {
            var status = quota().getStatus();
            return Conditions.find(status.conditions(), ConditionType.WithinBudget)
                            .filter(condition -> reason.equals(condition.getReason())
                                    && condition.getObservedGeneration() == generation)
                            .isPresent()
                    && cost.equals(status.metered().costSummary());
        });
    }

    private void quota(@Nullable QuotaBudgets budgets) {
        var quota = new DDNNQuota();
        quota.setMetadata(new ObjectMetaBuilder()
                .withNamespace(scene.namespace)
                .withName("team")
                .build());
        quota.setSpec(new DDNNQuotaSpec(null, budgets));
        harness.admin.resource(quota).fieldManager("user").forceConflicts().serverSideApply();
    }

    private DDNNQuota quota() {
        return harness.admin
                .resources(DDNNQuota.class)
                .inNamespace(scene.namespace)
                .withName("team")
                .get();
    }

    private String wide() throws InterruptedException {
        return harness.plane
                .kubectl("get", "ddnnquota", "-n", scene.namespace, "-o", "wide")
                .orFail();
    }

    private List<String> events() {
        return harness.admin.v1().events().inNamespace(scene.namespace).list().getItems().stream()
                .map(BudgetApiServerIT::told)
                .toList();
    }

    private static String told(Event event) {
        return event.getReason() + " of " + event.getInvolvedObject().getKind();
    }

    private void roundUntilBytes(Instant now, long bytes) {
        roundUntil(now, metered -> Long.valueOf(bytes).equals(metered.uplinkBytes()));
    }

    /** The ledger may be written at the same moment: then the next round makes up for it. */
    private void roundUntil(Instant now, Predicate<QuotaMetered> written) {
        Await.until("a round has written it", () -> {
            round(now);
            return Optional.ofNullable(quota().getStatus().metered())
                    .filter(written)
                    .isPresent();
        });
    }

    /** A round of an operator that has just begun to lead. */
    private void round(Instant now) {
        try (var client = harness.operatorClient()) {
            var watched = new WatchedNamespaces(Set.of(scene.namespace));
            var clock = Clock.fixed(now, ZoneOffset.UTC);
            var bills = new MeteringRound(
                            client,
                            watched,
                            new HubClient(harness.hub.url(), null),
                            new NodeGroupWatch(client),
                            clock,
                            Duration.ofMinutes(1))
                    .run();
            new BudgetRound(client, watched, new EventPublisher(new ClusterEvents(client)), clock).run(bills);
        }
    }
}
