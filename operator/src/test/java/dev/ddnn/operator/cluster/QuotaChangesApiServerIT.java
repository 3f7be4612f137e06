package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Quotas, DDNNs and namespaces come and go, and what has to wait says truly what serves meanwhile. */
@ExtendWith(SceneExtension.class)
class QuotaChangesApiServerIT {
    private final Scene scene;
    private final Harness harness;
    private final Crowd crowd;
    private final NativeQuota kubernetes;

    QuotaChangesApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
        this.crowd = new Crowd(scene);
        this.kubernetes = new NativeQuota(scene);
    }

    @Test
    void whoComesBackByTheSameNameInOneBreathIsAnotherDebtor() {
        // Given
        crowd.quota("team", null, 1);
        crowd.create("one");
        crowd.await("one", ConditionType.Ready, "Serving");
        String before = crowd.ddnn("one").getMetadata().getUid();
        try (var watch = new QuotaWatch(harness.admin, scene.namespace, 1)) {
            // When
            crowd.delete("one");
            crowd.create("one");

            // Then
            Await.until("it waits for the pod of the one before", () -> waits("one"));
            assertThat(uidOfHolder()).isEqualTo(before);
            crowd.await("one", ConditionType.Ready, "Serving");
            assertThat(uidOfHolder())
                    .isEqualTo(crowd.ddnn("one").getMetadata().getUid())
                    .isNotEqualTo(before);
            assertThat(watch.problems()).isEmpty();
        }
    }

    @Test
    void aQuotaThatGoesLetsEverybodyInAndOneThatComesBackCountsThem() {
        // Given
        crowd.quota("team", null, 1);
        crowd.create("one");
        crowd.await("one", ConditionType.Ready, "Serving");
        crowd.create("two");
        crowd.await("two", ConditionType.Ready, "QuotaExceeded");

        // When
        quota().delete();

        // Then
        crowd.await("two", ConditionType.Ready, "Serving");
        Await.until("nobody speaks of quotas", () -> crowd.ddnns().stream()
                .allMatch(ddnn -> Conditions.find(ddnn.getStatus().conditions(), ConditionType.QuotaReserved)
                        .isEmpty()));

        // When
        crowd.quota("team", null, 1);

        // Then
        DDNNQuotaStatus again = crowd.awaitLedger("team", now -> "OverLimit".equals(Crowd.readiness(now)));
        assertThat(Crowd.holders(again)).containsExactly("one", "two");
        crowd.create("three");
        crowd.await("three", ConditionType.Ready, "QuotaExceeded");
        crowd.await("two", ConditionType.QuotaReserved, "Reserved");
        assertThat(crowd.served()).containsExactly("one", "two");
    }

    @Test
    void whatIsNoLongerLimitedKeepsNobodyWaiting() {
        // Given
        crowd.quota("team", 2, 1);
        crowd.create("one");
        crowd.await("one", ConditionType.Ready, "Serving");
        crowd.create("two");
        crowd.await("two", ConditionType.Ready, "QuotaExceeded");

        // When
        crowd.quota("team", 2, null);

        // Then
        crowd.await("two", ConditionType.Ready, "Serving");
        assertThat(crowd.ledger("team").summary().cloud()).isEqualTo("2");
        crowd.create("three");
        assertThat(crowd.await("three", ConditionType.Ready, "QuotaExceeded"))
                .contains("ddnns: 1 more needed, 2 of 2 used");
    }

    @Test
    void whatKubernetesOwnQuotaRefusesIsToldAsItsWordAndLeavesNothingBehind() {
        // Given
        crowd.quota("team", null, 1);
        kubernetes.limit("pods", 0);
        kubernetes.awaitRefusal(NativeQuota.pod());

        // When
        crowd.create("one");

        // Then
        assertThat(crowd.await("one", ConditionType.Ready, "PodsRefused"))
                .contains("exceeded quota: native, requested: pods=1, used: pods=0, limited: pods=0");
        crowd.await("one", ConditionType.QuotaReserved, "Reserved");
        crowd.delete("one");
        crowd.awaitLedger("team", now -> Crowd.holders(now).isEmpty());
        assertThat(crowd.pods()).isEmpty();
    }

    @Test
    void objectsThatKubernetesOwnQuotaHasNoRoomForAreNotBegun() {
        // Given
        crowd.quota("team", null, 1);
        kubernetes.limit("count/services", 0);
        kubernetes.awaitRefusal(NativeQuota.service());

        // When
        crowd.create("one");

        // Then
        assertThat(crowd.await("one", ConditionType.Ready, "ObjectsRefused"))
                .contains("objects are refused: exceeded quota: native, requested: count/services=1, "
                        + "used: count/services=0, limited: count/services=0");
        crowd.await("one", ConditionType.QuotaReserved, "Reserved");
        assertThat(scene.objects()).allMatch(object -> object.getKind().equals("DDNN"));

        // When
        kubernetes.limit("count/services", 1);

        // Then
        crowd.await("one", ConditionType.Ready, "Serving");
    }

    @Test
    void aNamespaceGoesWithItsReservations() {
        // Given
        crowd.quota("team", null, 1);
        // Pods that run nowhere are gone at once, and nobody waits for them.
        harness.nodes.taint(scene.prefix + "cloud-0", "test", "closed", "NoSchedule");
        crowd.create("one");
        Await.until("its pod waits for a node", () -> crowd.served().size() == 1);
        crowd.create("two");
        crowd.awaitLedger("team", now -> Crowd.waiters(now).size() == 1);

        // When
        harness.admin.namespaces().withName(scene.namespace).delete();

        // Then
        Await.until(
                "the namespace is gone",
                () -> harness.admin.namespaces().withName(scene.namespace).get() == null);
    }

    @Test
    void whatServesIsReadyWhileWhatIsWantedBesidesWaits() {
        // Given
        crowd.quota("team", null, 1);
        crowd.create("one");
        crowd.await("one", ConditionType.Ready, "Serving");

        // When
        crowd.apply("one", DDNNs.with(crowd.spec(), "cloud", section -> DDNNs.replicas(section, 2)));

        // Then
        crowd.await("one", ConditionType.QuotaReserved, "QuotaExceeded");
        assertThat(awaitReady("one", "Serving", "waits: quota 'team'"))
                .startsWith("True revision '")
                .endsWith(
                        "it needs pods.cloud 2, and the limit is 1: it can never fit. Raise the limit, or ask for less");

        // When
        harness.kubelet.setReady(crowd.pods().get(0), false);

        // Then
        assertThat(awaitReady("one", "SectionsNotReady", ""))
                .startsWith("False section 'cloud' has 0 of 1 pods ready; what the spec wants waits: quota 'team'");

        // When
        crowd.quota("team", null, 2);

        // Then
        Await.until("both serve", () -> {
            crowd.sync();
            return "cloud 2/2".equals(crowd.ddnn("one").getStatus().sectionSummary());
        });
    }

    @Test
    void whoHasAPlaceGrowsIntoRoomThatOthersCannotUseForWantOfOne() {
        // Given
        crowd.quota("team", 1, 2);
        crowd.create("one");
        crowd.await("one", ConditionType.Ready, "Serving");
        crowd.create("two");
        crowd.await("two", ConditionType.Ready, "QuotaExceeded");

        // When
        crowd.apply("one", DDNNs.with(crowd.spec(), "cloud", section -> DDNNs.replicas(section, 2)));

        // Then
        Await.until("both pods of one serve", () -> {
            crowd.sync();
            return "cloud 2/2".equals(crowd.ddnn("one").getStatus().sectionSummary());
        });
        assertThat(crowd.await("two", ConditionType.Ready, "QuotaExceeded"))
                .contains("ddnns: 1 more needed, 1 of 1 used");

        // When
        crowd.delete("one");

        // Then
        crowd.await("two", ConditionType.Ready, "Serving");
    }

    private Resource<DDNNQuota> quota() {
        return harness.admin
                .resources(DDNNQuota.class)
                .inNamespace(scene.namespace)
                .withName("team");
    }

    /** Status and message of Ready, once reason and message are as wanted; nodes are idle. */
    private String awaitReady(String name, String reason, String part) {
        return Await.value(
                "Ready " + reason,
                () -> Conditions.find(crowd.ddnn(name).getStatus().conditions(), ConditionType.Ready)
                        .filter(ready -> reason.equals(ready.getReason()))
                        .map(ready -> ready.getStatus() + " " + ready.getMessage())
                        .filter(text -> text.contains(part)),
                () -> crowd.ddnn(name).getStatus().toString());
    }

    /** Nodes are idle. */
    private boolean waits(String name) {
        return crowd.ddnn(name).getStatus().conditions() != null
                && Conditions.find(crowd.ddnn(name).getStatus().conditions(), ConditionType.QuotaReserved)
                        .filter(reserved -> "QuotaExceeded".equals(reserved.getReason()))
                        .isPresent();
    }

    private String uidOfHolder() {
        return crowd.ledger("team").reservations().get(0).uid();
    }
}
