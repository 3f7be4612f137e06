package dev.ddnn.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaSpec;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.QuotaAsk;
import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.api.v1alpha1.QuotaCapacity;
import dev.ddnn.api.v1alpha1.QuotaMetered;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.budget.UplinkWord;
import dev.ddnn.operator.plan.quota.Books;
import dev.ddnn.operator.plan.quota.Capacity;
import dev.ddnn.operator.plan.quota.Debtor;
import dev.ddnn.operator.plan.quota.QuotaResource;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaObserverTest {
    private static final QuotaReservation FORGED =
            new QuotaReservation("digits-uid", "digits", 1L, 3, Map.of("pods.cloud", new Quantity("1")), null);

    private final Deployment deployment = new DeploymentBuilder()
            .withMetadata(metadata("deployment", "DDNN", "digits-uid"))
            .withNewSpec()
            .withReplicas(2)
            .withNewTemplate()
            .withSpec(container())
            .endTemplate()
            .endSpec()
            .build();

    private final ReplicaSet replicaSet = new ReplicaSetBuilder()
            .withMetadata(metadata("set", "Deployment", "deployment-uid"))
            .build();

    private final Pod pod = new PodBuilder()
            .withMetadata(metadata("pod", "ReplicaSet", "set-uid"))
            .withSpec(container())
            .withNewStatus()
            .endStatus()
            .build();

    @Test
    void aPodBelongsToWhomItsOwnersLeadTo() {
        // Given / When
        Books books = books("digits-uid", List.of(replicaSet), List.of(deployment), true);

        // Then
        Debtor digits = books.debtors().get(0);
        assertThat(digits.pods()).isEqualTo(pods(1));
        assertThat(digits.claims()).isEqualTo(pods(2).max(Capacity.oneDDNN()));
        assertThat(digits.leftovers()).isEqualTo(Capacity.NONE);
        assertThat(books.lingering()).isEmpty();
    }

    @Test
    void aPodOfAnEarlierOneOfTheSameNameIsALeftover() {
        // Given / When: the garbage collector has taken the Deployment already
        Books books = books("new-uid", List.of(replicaSet), List.of(), true);

        // Then
        assertThat(books.debtors().get(0).pods()).isEqualTo(Capacity.NONE);
        assertThat(books.debtors().get(0).leftovers()).isEqualTo(pods(1));
        assertThat(books.lingering()).containsExactly("digits");
    }

    @Test
    void aDeploymentOfOneThatIsGoneMayMakePodsYet() {
        // Given / When
        Books books = books("new-uid", List.of(replicaSet), List.of(deployment), true);

        // Then
        assertThat(books.debtors().get(0).claims()).isEqualTo(Capacity.NONE);
        assertThat(books.lingering()).containsExactly("digits");
    }

    @Test
    void whoIsVisitedJustNowIsNotGone() {
        // Given / When
        Books books = books("new-uid", List.of(), List.of(), false);

        // Then
        assertThat(books.lingering()).contains("digits", "earlier");
    }

    @Test
    void limitsAreRead() {
        // Given / When
        Books books = books("digits-uid", List.of(), List.of(), true);

        // Then
        assertThat(books.limits().get(QuotaResource.CLOUD_PODS)).isEqualByComparingTo("4");
        assertThat(books.limits().get(QuotaResource.MEMORY)).isEqualByComparingTo("1073741824");
        assertThat(books.limits()).hasSize(2);
    }

    /** Its verdict in status is of the budgets that it had when it was written. */
    @ParameterizedTest
    @CsvSource({"1Ki,12.5,true", "1025,12.500001,false"})
    void budgetsAreJudgedAsTheyAreNow(String limit, String cost, boolean spent) {
        // Given: 1024 bytes and 12.5 are used, and nothing is said of the limits that were there
        var quota = new DDNNQuota();
        quota.setMetadata(new ObjectMetaBuilder().withName("team").build());
        quota.setSpec(new DDNNQuotaSpec(null, new QuotaBudgets(new Quantity(limit), cost)));
        String before = spent ? null : "2026-02-01T00:00:00Z";
        var metered =
                new QuotaMetered("2026-01-31", 1024L, "1Ki/5", before, "2026-01", "12.5", "12.50/5", before, null);
        quota.setStatus(new DDNNQuotaStatus(1L, null, Map.of(), null, null, null, metered));

        // When
        Books books = QuotaObserver.observe(
                quota, new Reads(List.of(), List.of(quota), List.of(), List.of(), List.of()), gone -> true);

        // Then
        assertThat(QuotaObserver.uplink(quota)).isEqualTo(new UplinkWord(limit, spent ? "2026-02-01T00:00:00Z" : null));
        assertThat(books.closed())
                .isEqualTo(
                        spent
                                ? "cost: the 12.5 of 2026-01 are used up, and nobody new gets in until 2026-02-01T00:00:00Z"
                                : null);
    }

    @Test
    void aLedgerThatAddsUpIsBelieved() {
        assertThat(reservation(kept("team", Map.of("pods.cloud", new Quantity("1"))), null))
                .isEqualTo(FORGED);
    }

    /** Whatever `used` is: it does not go with the entry. */
    @Test
    void aForgedLedgerLetsNobodyInAndPutsNobodyOut() {
        // Given: one that waits by its third ask, and one that is in by its second
        var forged = kept("team", Map.of("pods.cloud", new Quantity("2")));
        var unwritten = kept("team", Map.of("pods.cloud", new Quantity("1")));
        unwritten.setStatus(new DDNNQuotaStatus(null, null, null, List.of(FORGED), null, null, null));
        var waits = status(3, "False");
        var isIn = status(2, "True");

        // When / Then
        for (DDNNQuota quota : List.of(forged, unwritten)) {
            assertThat(reservation(quota, null)).isNull();
            assertThat(reservation(quota, waits)).isNull();
            assertThat(reservation(quota, isIn)).isNotNull().satisfies(told -> {
                assertThat(told.ask()).isEqualTo(2);
                assertThat(told.amounts()).isEqualTo(isIn.quota().needed());
            });
        }
    }

    /** A later quota by its word for an earlier one, and an earlier one by its answer for a later one. */
    @ParameterizedTest
    @CsvSource({"1,true", "2,false"})
    void aForgedLedgerIsNothingToAnotherQuota(String used, boolean believed) {
        // Given
        DDNN ddnn = DDNNs.ddnn("city", "digits", DDNNs.cloudOnly("", "model"));
        ddnn.getMetadata().setUid("digits-uid");
        ddnn.setStatus(status(3, "False"));
        DDNNQuota team = kept("team", Map.of());
        DDNNQuota early = kept("early", Map.of("pods.cloud", new Quantity(used)));
        DDNNQuota zone = kept("zone", Map.of("pods.cloud", new Quantity(used)));

        // When
        Debtor debtor = QuotaObserver.observe(
                        team,
                        new Reads(List.of(ddnn), List.of(early, team, zone), List.of(), List.of(), List.of()),
                        gone -> true)
                .debtors()
                .get(0);

        // Then
        assertThat(debtor.turn()).isEqualTo(believed);
        assertThat(debtor.later().isNone()).isEqualTo(!believed);
    }

    /** It has an entry for the third ask of one DDNN. */
    private static DDNNQuota kept(String name, Map<String, Quantity> used) {
        var quota = new DDNNQuota();
        quota.setMetadata(new ObjectMetaBuilder().withName(name).build());
        quota.setSpec(new DDNNQuotaSpec(new QuotaCapacity(null, null, null, 4, null, null)));
        quota.setStatus(new DDNNQuotaStatus(1L, null, used, List.of(FORGED), null, null, null));
        return quota;
    }

    private static @Nullable QuotaReservation reservation(DDNNQuota quota, @Nullable DDNNStatus status) {
        return QuotaObserver.words(List.of(quota), "digits-uid", status).get(0).reservation();
    }

    private static DDNNStatus status(int ask, String reserved) {
        return new DDNNStatus(1L, null, null, null, null, null)
                .with(
                        List.of(new ConditionBuilder()
                                .withType("QuotaReserved")
                                .withStatus(reserved)
                                .build()),
                        new QuotaAsk(ask, 1L, Map.of("pods.cloud", new Quantity("3")), null));
    }

    private Books books(String uid, List<ReplicaSet> sets, List<Deployment> deployments, boolean isOver) {
        DDNN ddnn = DDNNs.ddnn("city", "digits", DDNNs.cloudOnly("", "model"));
        ddnn.getMetadata().setUid(uid);
        var quota = new DDNNQuota();
        quota.setMetadata(new ObjectMetaBuilder().withName("team").build());
        quota.setSpec(new DDNNQuotaSpec(new QuotaCapacity(null, null, null, 4, null, new Quantity("1Gi"))));
        var entry = new QuotaReservation("earlier-uid", "earlier", 1L, 1, Map.of(), null);
        quota.setStatus(new DDNNQuotaStatus(1L, null, Map.of(), List.of(entry), null, null, null));
        return QuotaObserver.observe(
                quota, new Reads(List.of(ddnn), List.of(quota), List.of(pod), sets, deployments), gone -> isOver);
    }

    private static Capacity pods(int count) {
        return Capacity.pods(Tier.Cloud, count, Map.of("cpu", new Quantity("50m")));
    }

    private static PodSpec container() {
        return new PodSpecBuilder()
                .addNewContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity("50m"))
                .endResources()
                .endContainer()
                .build();
    }

    private static ObjectMeta metadata(String name, String ownerKind, String ownerUid) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withUid(name + "-uid")
                .withLabels(Map.of(Labels.DDNN, "digits", Labels.SECTION, "cloud"))
                .addNewOwnerReference()
                .withKind(ownerKind)
                .withUid(ownerUid)
                .withController(true)
                .endOwnerReference()
                .build();
    }

    private record Reads(
            List<DDNN> ddnns,
            List<DDNNQuota> quotas,
            List<Pod> pods,
            List<ReplicaSet> replicaSets,
            List<Deployment> deployments)
            implements NamespaceReads {
        @Override
        public List<DaemonSet> daemonSets() {
            return List.of();
        }

        @Override
        public List<DDNNNodePool> pools() {
            return List.of(DDNNs.pool("cloud", Tier.Cloud));
        }
    }
}
