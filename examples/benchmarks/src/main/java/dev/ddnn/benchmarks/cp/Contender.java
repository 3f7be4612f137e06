package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.cp.Primaries.Milestone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the two that are compared: the objects that it serves, in a namespace of its own. */
final class Contender implements AutoCloseable {
    private static final int POSTERS = 8;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final ResourceDefinitionContext REVISION = kind("DDNNRevision", "ddnnrevisions");
    private static final ResourceDefinitionContext BILL = kind("DDNNUsage", "ddnnusages");

    final String namespace;
    private final KubernetesClient admin;
    private final ResourceDefinitionContext kind;
    private final Primaries primaries;
    private final String manifest;
    private final ExecutorService posters = Executors.newFixedThreadPool(POSTERS);

    /**
     * @param manifest of an object that it serves, with NAME for the name
     * @param check fails if it does not run any more
     */
    Contender(
            KubernetesClient admin, ResourceDefinitionContext kind, String namespace, String manifest, Runnable check) {
        this.admin = admin;
        this.kind = kind;
        this.namespace = namespace;
        this.manifest = manifest;
        this.primaries = new Primaries(
                watcher -> admin.genericKubernetesResources(kind)
                        .inNamespace(namespace)
                        .watch(watcher),
                check);
    }

    /**
     * How long it took from the first apply until all objects were that far.
     *
     * @param applied seconds until the children were made and status said so
     * @param ready seconds until Ready
     */
    record Lap(double applied, double ready) {}

    /** Applies these all at once and waits until all are Ready. */
    Lap run(List<String> names) throws InterruptedException {
        long start = System.nanoTime();
        CompletableFuture.allOf(names.stream()
                        .map(name -> CompletableFuture.runAsync(() -> apply(name), posters))
                        .toArray(CompletableFuture[]::new))
                .join();
        long applied = primaries.await(Milestone.Applied, names, LIMIT);
        long ready = primaries.await(Milestone.Ready, names, LIMIT);
        return new Lap((applied - start) / 1e9, (ready - start) / 1e9);
    }

    /** How many statuses of these objects told something new. */
    int news(List<String> names) {
        return primaries.news(names);
    }

    /** Waits until these are Ready. */
    void awaitReady(List<String> names) throws InterruptedException {
        primaries.await(Milestone.Ready, names, LIMIT);
    }

    /** Waits until each of these has its bill of the month, which is made when the minute is over. */
    void awaitBills(List<String> names) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!billed().containsAll(names)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not all in " + namespace + " have bills");
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private Set<Object> billed() {
        return admin.genericKubernetesResources(BILL).inNamespace(namespace).list().getItems().stream()
                .filter(bill -> bill.getAdditionalProperties().containsKey("status"))
                .map(bill -> Objects.requireNonNullElse(bill.<Object>get("spec", "ddnn"), ""))
                .collect(Collectors.toSet());
    }

    private static ResourceDefinitionContext kind(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("ddnn.dev")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    /** Applies one object as a user does, also for the second time. */
    void apply(String name) {
        GenericKubernetesResource object = admin.getKubernetesSerialization()
                .unmarshal(manifest.replace("NAME", name), GenericKubernetesResource.class);
        admin.genericKubernetesResources(kind)
                .inNamespace(namespace)
                .resource(object)
                .fieldManager("user")
                .serverSideApply();
    }

    /** Takes away everything that there is; nobody else would. */
    void clear() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        admin.genericKubernetesResources(kind).inNamespace(namespace).delete();
        do {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(namespace + " does not get empty");
            }
            admin.apps().deployments().inNamespace(namespace).delete();
            admin.pods().inNamespace(namespace).withGracePeriod(0).delete();
            admin.services().inNamespace(namespace).delete();
            admin.configMaps().inNamespace(namespace).delete();
            admin.genericKubernetesResources(REVISION).inNamespace(namespace).delete();
            admin.genericKubernetesResources(BILL).inNamespace(namespace).delete();
            // Whoever is in the middle of a visit may still write.
            TimeUnit.SECONDS.sleep(1);
        } while (!isEmpty());
    }

    private boolean isEmpty() {
        return Stream.of(Deployment.class, Pod.class, Service.class, ConfigMap.class)
                .noneMatch(type -> hasAny(type));
    }

    private boolean hasAny(Class<? extends HasMetadata> type) {
        return !admin.resources(type).inNamespace(namespace).list().getItems().isEmpty();
    }

    @Override
    public void close() {
        primaries.close();
        posters.shutdownNow();
    }
}
