package dev.ddnn.benchmarks.bare;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The floor: creates the same children all at once, writes one status, and another one when the workloads are ready. It keeps nothing, repairs
 * nothing, survives nothing and asks nobody.
 */
public final class BareController {
    /** The kind that it serves. */
    public static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("bench.ddnn.dev")
            .withVersion("v1")
            .withKind("Bare")
            .withPlural("bares")
            .withNamespaced(true)
            .build();

    /** In the text of the children: what stands for the name, and for the UID, of the object that they belong to. */
    public static final String NAME = "@NAME@";

    public static final String UID = "@UID@";

    /** The label by which children name the object that they belong to. */
    public static final String OWNER = "bare.dev/ddnn";

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int THREADS = 8;

    private final ExecutorService visits = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService calls = Executors.newFixedThreadPool(2 * THREADS);
    private final Map<String, Set<String>> ready = new ConcurrentHashMap<>();
    private final KubernetesClient client;
    private final String namespace;
    private final List<String> children;
    private final long workloads;

    private BareController(KubernetesClient client, String namespace, List<String> children) {
        this.client = client;
        this.namespace = namespace;
        this.children = children;
        this.workloads = children.stream()
                .filter(child -> child.contains("\"kind\":\"Deployment\""))
                .count();
    }

    /**
     * Runs until it is ended.
     *
     * @param arguments a kubeconfig, a namespace, and a file with one child a line as JSON
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var config = Config.fromKubeconfig(Path.of(arguments[0]).toFile());
        var client = new KubernetesClientBuilder().withConfig(config).build();
        new BareController(client, arguments[1], Files.readAllLines(Path.of(arguments[2]))).start();
        System.out.println("watching");
        new CountDownLatch(1).await();
    }

    private void start() {
        client.genericKubernetesResources(KIND).inNamespace(namespace).watch(watcher(this::visit));
        client.apps().deployments().inNamespace(namespace).watch(watcher(this::note));
    }

    private void visit(GenericKubernetesResource seen) {
        String name = seen.getMetadata().getName();
        if (ready.putIfAbsent(name, ConcurrentHashMap.newKeySet()) == null) {
            visits.execute(() -> create(seen, name));
        }
    }

    private void create(GenericKubernetesResource seen, String name) {
        String uid = seen.getMetadata().getUid();
        CompletableFuture.allOf(children.stream()
                        .map(child -> Serialization.<HasMetadata>unmarshal(
                                child.replace(NAME, name).replace(UID, uid)))
                        .map(child -> CompletableFuture.runAsync(
                                () -> client.resource(child)
                                        .inNamespace(namespace)
                                        .create(),
                                calls))
                        .toArray(CompletableFuture[]::new))
                .join();
        status(name, Map.of("observedGeneration", seen.getMetadata().getGeneration()));
    }

    private void note(Deployment seen) {
        String name = seen.getMetadata().getLabels().getOrDefault(OWNER, "");
        Integer replicas = seen.getStatus() == null ? null : seen.getStatus().getReadyReplicas();
        Set<String> those = ready.get(name);
        if (replicas != null && replicas > 0 && those != null) {
            // Only the last one to come says so.
            if (those.add(seen.getMetadata().getName()) && those.size() == workloads) {
                visits.execute(
                        () -> status(name, Map.of("conditions", List.of(Map.of("type", "Ready", "status", "True")))));
            }
        }
    }

    private void status(String name, Map<String, Object> status) {
        client.genericKubernetesResources(KIND)
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(MERGE, Serialization.asJson(Map.of("status", status)));
    }

    private static <T> Watcher<T> watcher(Consumer<T> take) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                if (action == Action.ADDED || action == Action.MODIFIED) {
                    take.accept(object);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                System.err.println("the watch has ended: " + cause);
                System.exit(1);
            }
        };
    }
}
