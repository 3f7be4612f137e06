package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Quotas hold, judged from outside, and say who waits for what. */
@ExtendWith(SceneExtension.class)
class QuotaApiServerIT {
    private final Scene scene;
    private final Harness harness;
    private final Crowd crowd;

    QuotaApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
        this.crowd = new Crowd(scene);
    }

    @Test
    void oneFitsAndTheNextWaitsUntilThePodsOfTheFirstAreGone() {
        // Given
        crowd.quota("team", null, 1);
        crowd.create("first");
        crowd.await("first", ConditionType.Ready, "Serving");

        // When
        crowd.create("second");

        // Then
        assertThat(crowd.await("second", ConditionType.Ready, "QuotaExceeded"))
                .isEqualTo(
                        "QuotaExceeded: quota 'team': pods.cloud: 1 more needed, 1 of 1 used; number 1 in the queue");
        assertThat(crowd.served()).containsExactly("first");
        assertThat(scene.children()).allMatch(child -> child.contains("/first-"));
        assertThat(crowd.ledger("team").summary().cloud()).isEqualTo("1/1");

        // When the first goes, and its pod takes its time
        crowd.delete("first");
        Await.until("the pod is told to go", () -> crowd.pods().stream()
                .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null));
        assertThat(Crowd.holders(crowd.ledger("team"))).containsExactly("first");

        // Then
        crowd.await("second", ConditionType.Ready, "Serving");
        assertThat(Crowd.holders(crowd.ledger("team"))).containsExactly("second");
    }

    @Test
    void ofManyAtOnceAsManyGetInAsThereIsRoomForAndTheNextInTheirOrder() {
        // Given
        crowd.quota("team", null, 4);
        var names = IntStream.range(0, 16).mapToObj(i -> "d" + i).toList();
        try (var watch = new QuotaWatch(harness.admin, scene.namespace, 4)) {
            // When
            names.parallelStream().forEach(crowd::create);

            // Then
            DDNNQuotaStatus full =
                    crowd.awaitLedger("team", now -> Crowd.waiters(now).size() == 12);
            assertThat(Crowd.holders(full)).hasSize(4);
            Await.until("they have their pods", () -> crowd.served().equals(sorted(Crowd.holders(full))));

            // When
            Crowd.holders(full).forEach(crowd::delete);
            Await.until("the next have their pods", () -> {
                crowd.sync();
                return crowd.served().equals(sorted(Crowd.waiters(full).subList(0, 4)));
            });

            // Then
            DDNNQuotaStatus next = crowd.ledger("team");
            assertThat(Crowd.waiters(next))
                    .isEqualTo(
                            Crowd.waiters(full).subList(4, Crowd.waiters(full).size()));
            assertThat(watch.problems()).isEmpty();
            Await.until("as many as may be were seen", () -> watch.most() == 4);
        }
    }

    @Test
    void whatIsThereBeforeTheQuotaStaysAndALedgerIsPutRight() {
        // Given
        crowd.create("here");
        crowd.await("here", ConditionType.Ready, "Serving");

        // When
        crowd.quota("team", null, 0);

        // Then
        crowd.awaitLedger("team", now -> "OverLimit".equals(Crowd.readiness(now)));
        crowd.await("here", ConditionType.QuotaReserved, "Reserved");
        crowd.create("late");
        assertThat(crowd.await("late", ConditionType.QuotaReserved, "QuotaExceeded"))
                .contains("it needs pods.cloud 1, and the limit is 0: it can never fit");
        assertThat(crowd.served()).containsExactly("here");
        crowd.await("here", ConditionType.Ready, "Serving");

        // When
        DDNNQuotaStatus before = crowd.ledger("team");
        harness.admin
                .resources(DDNNQuota.class)
                .inNamespace(scene.namespace)
                .withName("team")
                .editStatus(quota -> {
                    quota.setStatus(emptied(before));
                    return quota;
                });

        // Then
        crowd.awaitLedger("team", now -> Crowd.holders(now).equals(List.of("here")));
        Await.until("Events tell of it", () -> crowd.events("team")
                .containsAll(List.of("Warning LedgerRepaired", "Warning OverLimit")));
        assertThat(crowd.served()).containsExactly("here");
    }

    @Test
    void aReplacementWaitsForRoomBesideTheOldPodWhichServes() {
        // Given
        crowd.quota("team", 3, 1);
        crowd.quota("all", null, 2);
        crowd.create("one");
        crowd.await("one", ConditionType.Ready, "Serving");
        String pod = crowd.pods().get(0).getMetadata().getUid();
        // Its controllers learn it a moment later, and give a pod that they do not know to be ready away for a new one.
        Await.until("its Deployment has heard that the pod is ready", () -> crowd.available("one") == 1);

        // When
        crowd.apply("one", DDNNs.with(crowd.spec(), "cloud", section -> DDNNs.memoryLimit(section, "512Mi")));

        // Then
        assertThat(crowd.await("one", ConditionType.QuotaReserved, "QuotaExceeded"))
                .contains("quota 'team': it needs pods.cloud 2, old and new pods together until the old ones are gone,"
                        + " and the limit is 1: it can never fit. Raise the limit, if only for that time");
        crowd.await("one", ConditionType.Ready, "Serving");
        assertThat(crowd.pods()).extracting(now -> now.getMetadata().getUid()).containsExactly(pod);

        // When
        try (var watch = new QuotaWatch(harness.admin, scene.namespace, 2)) {
            crowd.quota("team", 3, 2);

            // Then
            Await.until("another pod serves alone, and no more is reserved", () -> {
                crowd.sync();
                return crowd.pods().size() == 1
                        && !crowd.pods().get(0).getMetadata().getUid().equals(pod)
                        && crowd.available("one") == 1
                        && "1/2".equals(crowd.ledger("team").summary().cloud());
            });
            crowd.await("one", ConditionType.QuotaReserved, "Reserved");
            assertThat(watch.problems()).isEmpty();
        }
    }

    private static DDNNQuotaStatus emptied(DDNNQuotaStatus ledger) {
        return new DDNNQuotaStatus(
                ledger.observedGeneration(), ledger.conditions(), ledger.used(), null, null, null, ledger.metered());
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
