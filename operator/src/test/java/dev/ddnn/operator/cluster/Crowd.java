package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaSpec;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.QuotaCapacity;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.QuotaWait;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Several DDNNs of one pod each, in the cloud, and the quotas of their namespace. */
final class Crowd {
    private final Scene scene;
    private final Harness harness;

    Crowd(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
        scene.pool("cloud", Tier.Cloud, 1);
    }

    /**
     * A quota on pods of the tier Cloud; one of that name gets that limit. Returns when the operator has seen it: of whoever comes before
     * that, it would not know that there is a quota.
     */
    void quota(String name, @Nullable Integer ddnns, @Nullable Integer pods) {
        var quota = new DDNNQuota();
        quota.setMetadata(new ObjectMetaBuilder()
                .withNamespace(scene.namespace)
                .withName(name)
                .build());
        quota.setSpec(new DDNNQuotaSpec(new QuotaCapacity(ddnns, null, null, pods, null, null)));
        Long generation = harness.admin
                .resource(quota)
                .fieldManager("user")
                .forceConflicts()
                .serverSideApply()
                .getMetadata()
                .getGeneration();
        awaitLedger(name, now -> generation.equals(now.observedGeneration()));
    }

    DDNNSpec spec() {
        return DDNNs.cloudOnly(scene.prefix, "model");
    }

    void create(String name) {
        harness.admin.resource(DDNNs.ddnn(scene.namespace, name, spec())).create();
    }

    void apply(String name, DDNNSpec spec) {
        harness.admin
                .resource(DDNNs.ddnn(scene.namespace, name, spec))
                .fieldManager("user")
                .forceConflicts()
                .serverSideApply();
    }

    /** What it owns goes with it; at once, though a young garbage collector takes half a minute to learn of our types. */
    void delete(String name) {
        harness.admin
                .resources(DDNN.class)
                .inNamespace(scene.namespace)
                .withName(name)
                .delete();
        harness.admin
                .apps()
                .deployments()
                .inNamespace(scene.namespace)
                .withLabel(Labels.DDNN, name)
                .delete();
    }

    DDNN ddnn(String name) {
        return harness.admin
                .resources(DDNN.class)
                .inNamespace(scene.namespace)
                .withName(name)
                .get();
    }

    /** Its condition as reason and message, once the reason is that one; the nodes do their part meanwhile. */
    String await(String name, ConditionType type, String reason) {
        return Await.value(
                name + " " + type + " " + reason,
                () -> {
                    sync();
                    return Optional.ofNullable(ddnn(name).getStatus())
                            .flatMap(status -> Conditions.find(status.conditions(), type))
                            .filter(condition -> reason.equals(condition.getReason()))
                            .map(condition -> condition.getReason() + ": " + condition.getMessage());
                },
                () -> ddnn(name).getStatus() + ", " + ledger("team"));
    }

    /** The nodes do their part for every DDNN that has pods. */
    void sync() {
        served().stream().distinct().forEach(name -> harness.kubelet.sync(scene.namespace, name));
    }

    /** How many pods of it are ready, as far as Kubernetes' controllers know. */
    int available(String name) {
        return harness
                .admin
                .apps()
                .deployments()
                .inNamespace(scene.namespace)
                .withLabel(Labels.DDNN, name)
                .list()
                .getItems()
                .stream()
                .mapToInt(deployment ->
                        Objects.requireNonNullElse(deployment.getStatus().getAvailableReplicas(), 0))
                .sum();
    }

    /** Pods that are told to go are gone; nothing else happens on the nodes. */
    void bury() {
        pods().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                .forEach(pod -> harness.admin.resource(pod).withGracePeriod(0).delete());
    }

    List<DDNN> ddnns() {
        return harness.admin
                .resources(DDNN.class)
                .inNamespace(scene.namespace)
                .list()
                .getItems();
    }

    DDNNQuotaStatus ledger(String quota) {
        return harness.admin
                .resources(DDNNQuota.class)
                .inNamespace(scene.namespace)
                .withName(quota)
                .get()
                .getStatus();
    }

    /** The ledger once it passes the test; nodes are idle. */
    DDNNQuotaStatus awaitLedger(String quota, Predicate<DDNNQuotaStatus> test) {
        return awaitLedger(quota, Duration.ofMinutes(3), test);
    }

    /**
     * @param limit how long at most
     */
    DDNNQuotaStatus awaitLedger(String quota, Duration limit, Predicate<DDNNQuotaStatus> test) {
        return Await.value(
                "ledger of " + quota,
                limit,
                () -> Optional.of(ledger(quota)).filter(test),
                () -> String.valueOf(ledger(quota)));
    }

    /** Type and reason of the Events of a quota. */
    List<String> events(String quota) {
        return harness.admin.v1().events().inNamespace(scene.namespace).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals("DDNNQuota")
                        && event.getInvolvedObject().getName().equals(quota))
                .map(event -> event.getType() + " " + event.getReason())
                .toList();
    }

    /** Somebody else writes these fields of its status, whatever its version is. */
    void meddle(String quota, Map<String, Object> status) {
        harness.admin
                .resources(DDNNQuota.class)
                .inNamespace(scene.namespace)
                .withName(quota)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        harness.admin.getKubernetesSerialization().asJson(Map.of("status", status)));
    }

    static List<String> holders(DDNNQuotaStatus ledger) {
        return ledger.reservations() == null
                ? List.of()
                : ledger.reservations().stream().map(QuotaReservation::ddnn).toList();
    }

    static List<String> waiters(DDNNQuotaStatus ledger) {
        return ledger.waiting() == null
                ? List.of()
                : ledger.waiting().stream().map(QuotaWait::ddnn).toList();
    }

    static String readiness(DDNNQuotaStatus ledger) {
        return Conditions.find(ledger.conditions(), ConditionType.Ready)
                .map(condition -> condition.getReason())
                .orElse("none");
    }

    /** All pods of DDNNs that exist. */
    List<Pod> pods() {
        return harness.admin
                .pods()
                .inNamespace(scene.namespace)
                .withLabel(Labels.DDNN)
                .list()
                .getItems();
    }

    /** Names of the DDNNs that have pods, one for each pod. */
    List<String> served() {
        return pods().stream()
                .map(pod -> pod.getMetadata().getLabels().get(Labels.DDNN))
                .sorted()
                .toList();
    }
}
