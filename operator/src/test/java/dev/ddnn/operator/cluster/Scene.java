package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.Assignment;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNNodePoolStatus;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.Placement;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.testing.Cuts;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One DDNN in a namespace of its own, with pools of its own: three cameras, one edge node, one cloud node. */
final class Scene {
    static final String NAME = "digits";

    final Harness harness;
    final String namespace;
    final String prefix;

    Scene(Harness harness) {
        this.harness = harness;
        this.namespace = harness.namespace();
        this.prefix = namespace + "-";
    }

    Scene withPools() {
        pool("cameras", Tier.Device, 3);
        pool("edge", Tier.Edge, 1);
        pool("cloud", Tier.Cloud, 1);
        return this;
    }

    /** Pools of a fleet of equal cameras below the cloud, whose model the hub knows as {@code hub:fleet}. */
    void withFleet(int cameras) {
        pool("cameras", Tier.Device, cameras);
        pool("cloud", Tier.Cloud, 1);
        harness.hub.answer("hub:fleet", request -> CutResponse.cut(Cuts.deviceBelowCloud("fleet")));
    }

    void pool(String name, Tier tier, int nodes) {
        for (int i = 0; i < nodes; i++) {
            harness.nodes.add(prefix + name + "-" + i, prefix + name);
        }
        harness.admin.resource(DDNNs.pool(prefix + name, tier)).create();
    }

    DDNNSpec spec(String threshold) {
        return DDNNs.camerasGatewayCloud(prefix, "model", 2, threshold);
    }

    /** A DDNN on the pools of {@link #withFleet}. */
    DDNNSpec fleet(Placement placement, Integer hostPort) {
        return DDNNs.with(
                DDNNs.deviceBelowCloud(prefix, "fleet"),
                "camera",
                section -> DDNNs.placed(section, placement, hostPort));
    }

    /** Server-side apply as a user does it. */
    void apply(DDNNSpec spec) {
        harness.admin
                .resource(DDNNs.ddnn(namespace, NAME, spec))
                .fieldManager("user")
                .forceConflicts()
                .serverSideApply();
    }

    DDNN ddnn() {
        return harness.admin
                .resources(DDNN.class)
                .inNamespace(namespace)
                .withName(NAME)
                .get();
    }

    /** The status once it is of the newest generation and passes the test; the nodes do their part meanwhile. */
    DDNNStatus await(String what, Predicate<DDNNStatus> test) {
        return await(what, test, pod -> true);
    }

    /** The same, with nodes that do their part for some pods only. */
    DDNNStatus await(String what, Predicate<DDNNStatus> test, Predicate<Pod> which) {
        return Await.value(
                what,
                () -> {
                    harness.kubelet.sync(namespace, NAME, which);
                    return current().filter(test);
                },
                this::evidence);
    }

    /** The same, with idle nodes. */
    DDNNStatus awaitStill(String what, Predicate<DDNNStatus> test) {
        return Await.value(what, () -> current().filter(test), this::evidence);
    }

    DDNNStatus awaitReady() {
        return await(
                "Ready at rest",
                status -> isTrue(status, ConditionType.Ready)
                        && condition(status, ConditionType.Reconciling).isEmpty());
    }

    private String evidence() {
        var pods = harness.kubelet.pods(namespace, NAME).stream()
                .map(pod -> pod.getMetadata().getName() + " on " + pod.getSpec().getNodeName() + " "
                        + pod.getStatus().getConditions())
                .toList();
        return "status: " + ddnn().getStatus() + ", pods: " + pods + ", children: " + children();
    }

    private Optional<DDNNStatus> current() {
        DDNN ddnn = ddnn();
        return Optional.ofNullable(ddnn.getStatus())
                .filter(status -> ddnn.getMetadata().getGeneration().equals(status.observedGeneration()));
    }

    static boolean isTrue(DDNNStatus status, ConditionType type) {
        return condition(status, type)
                .filter(condition -> "True".equals(condition.getStatus()))
                .isPresent();
    }

    static Optional<Condition> condition(DDNNStatus status, ConditionType type) {
        return Conditions.find(status.conditions(), type);
    }

    SectionConfig config(String section) {
        return ContractJson.read(configText(section), SectionConfig.class);
    }

    String configText(String section) {
        return harness.admin
                .configMaps()
                .inNamespace(namespace)
                .withName(NAME + "-" + section)
                .get()
                .getData()
                .get(SectionConfig.FILE);
    }

    List<String> held(String section) {
        return config(section).revisions().stream()
                .map(SectionConfig.HeldRevision::name)
                .toList();
    }

    Deployment deployment(String name) {
        return harness.admin
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    /** Names of the children of all kinds but revisions, as Kind/name. */
    List<String> children() {
        return objects().stream()
                .filter(child -> Chronicle.isChild(child) && !(child instanceof DDNNRevision))
                .map(child -> child.getKind() + "/" + child.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** What is written down of revisions: what each is to the DDNN, by its name. */
    Map<String, String> revisions() {
        return harness
                .admin
                .resources(DDNNRevision.class)
                .inNamespace(namespace)
                .withLabel(Labels.DDNN, NAME)
                .list()
                .getItems()
                .stream()
                .collect(Collectors.toMap(
                        revision -> revision.getMetadata().getName(),
                        revision -> revision.getMetadata().getLabels().get(Labels.STATE)));
    }

    /** The DDNN, its children of all kinds, and its pods. */
    List<HasMetadata> objects() {
        var client = harness.admin;
        return Stream.of(
                        client.resources(DDNN.class).inNamespace(namespace),
                        client.resources(DDNNRevision.class)
                                .inNamespace(namespace)
                                .withLabel(Labels.DDNN),
                        client.configMaps().inNamespace(namespace).withLabel(Labels.DDNN),
                        client.services().inNamespace(namespace).withLabel(Labels.DDNN),
                        client.apps().deployments().inNamespace(namespace).withLabel(Labels.DDNN),
                        client.apps().daemonSets().inNamespace(namespace).withLabel(Labels.DDNN),
                        client.pods().inNamespace(namespace).withLabel(Labels.DDNN))
                .<HasMetadata>flatMap(found -> found.list().getItems().stream())
                .toList();
    }

    /** Takes all of it away; no test needs it any more. */
    void leave() {
        harness.admin.resource(ddnn()).withGracePeriod(0).delete();
        harness.admin.apps().deployments().inNamespace(namespace).delete();
        harness.admin.apps().replicaSets().inNamespace(namespace).delete();
        harness.admin.pods().inNamespace(namespace).withGracePeriod(0).delete();
        List.of("cameras-0", "cameras-1", "cameras-2", "edge-0", "cloud-0")
                .forEach(node -> harness.nodes.remove(prefix + node));
        List.of("cameras", "edge", "cloud").forEach(pool -> harness.admin
                .resources(DDNNNodePool.class)
                .withName(prefix + pool)
                .delete());
        harness.admin.namespaces().withName(namespace).delete();
        harness.hub.forget(namespace);
    }

    /** A merge patch by another hand. */
    void meddle(Class<? extends HasMetadata> type, String name, Map<String, Object> patch) {
        harness.admin
                .resources(type)
                .inNamespace(namespace)
                .withName(name)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("meddler")
                                .build(),
                        harness.admin.getKubernetesSerialization().asJson(patch));
    }

    /** The status once that is why it is not Ready. */
    DDNNStatus awaitReason(String reason) {
        return awaitStill(reason, status -> condition(status, ConditionType.Ready)
                .filter(ready -> reason.equals(ready.getReason()))
                .isPresent());
    }

    /** The status of one of its pools once it passes the test. */
    DDNNNodePoolStatus awaitPool(String name, Predicate<DDNNNodePoolStatus> test) {
        return Await.value(
                "pool " + name,
                () -> Optional.ofNullable(poolNow(name).getStatus()).filter(test),
                () -> String.valueOf(poolNow(name).getStatus()));
    }

    private DDNNNodePool poolNow(String name) {
        return harness.admin
                .resources(DDNNNodePool.class)
                .withName(prefix + name)
                .get();
    }

    /** Nothing: nobody has looked at it yet. */
    static String readiness(DDNNNodePoolStatus status) {
        return Conditions.find(status.conditions(), ConditionType.Ready)
                .map(Condition::getReason)
                .orElse("");
    }

    /** Where the branches of the first section are. */
    static List<String> nodes(DDNNStatus status) {
        return Optional.ofNullable(status.sections().get(0).assignments()).orElse(List.<Assignment>of()).stream()
                .map(assignment -> assignment.branch() + " " + assignment.node())
                .toList();
    }

    /** UIDs of the cameras' pods, by branch. */
    Map<String, String> cameraPods() {
        return harness.kubelet.pods(namespace, NAME).stream()
                .map(Pod::getMetadata)
                .filter(pod -> pod.getDeletionTimestamp() == null)
                .filter(pod -> "camera".equals(pod.getLabels().get("ddnn.dev/section")))
                .collect(Collectors.toMap(pod -> pod.getLabels().get("ddnn.dev/branch"), ObjectMeta::getUid));
    }

    String camera(int number) {
        return prefix + "cameras-" + number;
    }
}
