package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.api.v1alpha1.UsageAnswers;
import dev.ddnn.api.v1alpha1.UsageHop;
import dev.ddnn.api.v1alpha1.UsageRow;
import dev.ddnn.api.v1alpha1.UsageSection;
import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.reconcile.LastReportsRound;
import dev.ddnn.operator.reconcile.MeteringRound;
import dev.ddnn.operator.reconcile.NodeGroupWatch;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bills in the real API, written under the operator's own Role. */
@ExtendWith(SceneExtension.class)
class MeteringApiServerIT {
    private static final Instant NOW = Instant.parse("2026-01-31T23:59:00Z");
    private final Scene scene;
    private final Harness harness;

    MeteringApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @Test
    void useIsCountedOnceOverAMonthsEndAndOutlivesTheDDNN() throws InterruptedException {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        GatewayReports.withoutBill(scene);
        GatewayReports.report(scene, 1, 40);

        // When: the same report twice, a minute apart; then one of the next month
        round(NOW);
        round(NOW.plusSeconds(59));
        GatewayReports.report(scene, 2, 100);
        round(NOW.plusSeconds(120));

        // Then
        assertThat(bills())
                .extracting(bill ->
                        bill.getSpec().month() + " " + bill.getSpec().sections().size())
                .containsExactly("2026-01 3", "2026-02 3");
        var january = bills().get(0).getStatus();
        assertThat(january.samples()).isEqualTo(40);
        assertThat(january.answered()).containsExactly(new UsageAnswers("gateway", 40L));
        assertThat(january.hops()).contains(new UsageHop("gateway", "cloud", 4000L, 400L));
        assertThat(january.continuedIn()).isEqualTo("2026-02");
        assertThat(bills().get(1).getStatus().samples()).isEqualTo(60);

        // When: the DDNN goes, and its pod's last report comes
        gone();
        GatewayReports.report(scene, 3, 107);
        round(NOW.plusSeconds(240));

        // Then
        assertThat(bills().get(1).getStatus().samples()).isEqualTo(67);
        assertThat(csv("2026-02"))
                .startsWith("namespace,month,ddnn,ddnnUID,section,pool,tier,next,samples,")
                .containsPattern("(?m)^" + scene.namespace + ",2026-02,digits,[-0-9a-f]{36},gateway," + scene.namespace
                        + "-edge,Edge,cloud,67,67,0,0,6700,670,0,0,0,0$");
    }

    @Test
    void aPodThatEndsIsLetGoWhenItsLastReportIsStored() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        GatewayReports.report(scene, 1, 40);
        round(NOW);

        // When: an operator folds it, within the minute, and dies before it says so
        harness.hub.report(GatewayReports.of(scene, 2, 100).asLast());
        round(NOW.plusSeconds(2));

        // Then
        assertThat(bills()).extracting(bill -> bill.getStatus().samples()).containsExactly(100L);
        assertThat(harness.hub.folded(scene.namespace)).isEmpty();
        String version = bills().get(0).getMetadata().getResourceVersion();

        // When
        look(NOW.plusSeconds(3));

        // Then
        assertThat(harness.hub.folded(scene.namespace)).containsExactly(last(2));
        assertThat(bills().get(0).getMetadata().getResourceVersion()).isEqualTo(version);

        // When: the next process of the pod ends as well, soon after
        harness.hub.report(GatewayReports.of(scene, 3, 130).asLast());
        look(NOW.plusSeconds(4));

        // Then
        assertThat(bills()).extracting(bill -> bill.getStatus().samples()).containsExactly(130L);
        assertThat(harness.hub.folded(scene.namespace)).containsExactly(last(2), last(3));
    }

    @Test
    void aDDNNThatGoesBeforeAnythingWasCountedHasABill() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        var made = scene.ddnn().getMetadata();

        // Then: it says that nothing was used, and belongs to nobody
        assertThat(bills()).singleElement().satisfies(bill -> {
            assertThat(bill.getSpec().ddnnUID()).isEqualTo(made.getUid());
            assertThat(bill.getSpec().month())
                    .isEqualTo(made.getCreationTimestamp().substring(0, "2026-01".length()));
            assertThat(bill.getStatus()).isNull();
            assertThat(bill.getSpec().sections())
                    .contains(new UsageSection("gateway", scene.prefix + "edge", "cloud", "Edge", true));
            assertThat(bill.getMetadata().getOwnerReferences()).isEmpty();
        });
        // When: it goes, and its pod's last report comes
        gone();
        harness.hub.report(GatewayReports.of(scene, 2, 100).asLast());
        look(Instant.parse(made.getCreationTimestamp()));

        // Then
        assertThat(bills()).extracting(bill -> bill.getStatus().samples()).containsExactly(100L);
        assertThat(harness.hub.folded(scene.namespace)).containsExactly(last(2));
    }

    @Test
    void aDDNNThatGoesBeforeAnythingWasCountedPaysWhereItWas() {
        // Given: a millisecond costs 1 on one pool, and 2 on the other
        scene.withPools();
        scene.pool("fibre", Tier.Edge, 1);
        PricedPools.price(scene, "edge", "3600000");
        PricedPools.price(scene, "fibre", "7200000");
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        Instant made = Instant.parse(scene.ddnn().getMetadata().getCreationTimestamp());

        // When: it goes, another one of its name comes, and the pod of the first is heard of
        gone();
        scene.apply(
                DDNNs.with(scene.spec("0.5"), "gateway", section -> PricedPools.on(section, scene.prefix + "fibre")));
        harness.hub.report(GatewayReports.of(scene, "first", scene.prefix + "edge-0", 1, 40));
        round(made.minusSeconds(1));

        // Then
        assertThat(rows()).singleElement().satisfies(row -> assertBooked(row, "edge", "1"));

        // When
        harness.hub.forget(scene.namespace);
        harness.hub.report(GatewayReports.of(scene, "second", scene.prefix + "fibre-0", 1, 7));
        round(Instant.parse(scene.ddnn().getMetadata().getCreationTimestamp()).plusSeconds(60));

        // Then
        assertThat(rows())
                .satisfiesExactlyInAnyOrder(
                        row -> assertBooked(row, "edge", "1"), row -> assertBooked(row, "fibre", "2"));
    }

    private void assertBooked(UsageRow row, String pool, String cost) {
        assertThat(row.pool()).isEqualTo(scene.prefix + pool);
        assertThat(row.tier()).isEqualTo("Edge");
        assertThat(row.next()).isEqualTo("cloud");
        assertThat(row.cost()).isEqualTo(cost);
        assertThat(new BigDecimal(row.energyEstimatedWh())).isPositive();
    }

    /** The pods that the nodes play use no time. */
    private List<UsageRow> rows() {
        return bills().stream()
                .flatMap(bill -> Stream.ofNullable(bill.getStatus()))
                .flatMap(status -> status.rows().stream())
                .filter(row -> row.used().cpuMillis() != null)
                .toList();
    }

    private void gone() {
        var ddnn =
                harness.admin.resources(DDNN.class).inNamespace(scene.namespace).withName(Scene.NAME);
        ddnn.delete();
        Await.until("the DDNN is gone", () -> ddnn.get() == null);
    }

    @Test
    void aPodOfNobodyIsLetGo() {
        // Given
        harness.hub.report(GatewayReports.of(scene, 2, 100).asLast());

        // When
        look(NOW);

        // Then
        assertThat(harness.hub.folded(scene.namespace)).containsExactly(last(2));
        assertThat(bills()).isEmpty();
    }

    private LastReport last(long sequence) {
        return new LastReport(scene.namespace, Scene.NAME, GatewayReports.pod(scene), "boot", sequence);
    }

    /** The command that operator/README.md shows. */
    private String csv(String month) throws InterruptedException {
        return harness.plane
                .kubectl(
                        "get",
                        "ddnnusage",
                        "-n",
                        scene.namespace,
                        "-l",
                        "ddnn.dev/month=" + month,
                        "-o",
                        "go-template-file=install/usage-csv.gotemplate")
                .orFail();
    }

    private void round(Instant now) {
        try (var client = harness.operatorClient()) {
            metering(client, now).run();
        }
    }

    private void look(Instant now) {
        try (var client = harness.operatorClient()) {
            new LastReportsRound(harness.hubClient, watched(), metering(client, now), Clock.fixed(now, ZoneOffset.UTC))
                    .run();
        }
    }

    private MeteringRound metering(KubernetesClient client, Instant now) {
        return new MeteringRound(
                client,
                watched(),
                harness.hubClient,
                new NodeGroupWatch(client),
                Clock.fixed(now, ZoneOffset.UTC),
                Duration.ofMinutes(1));
    }

    private WatchedNamespaces watched() {
        return new WatchedNamespaces(Set.of(scene.namespace));
    }

    private List<DDNNUsage> bills() {
        return harness.admin.resources(DDNNUsage.class).inNamespace(scene.namespace).list().getItems().stream()
                .sorted(Comparator.comparing(bill -> bill.getSpec().month()))
                .toList();
    }
}
