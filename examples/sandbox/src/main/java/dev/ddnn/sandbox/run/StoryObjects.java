package dev.ddnn.sandbox.run;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.sandbox.launch.Waiting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A story's namespace and what its manifests say, and what of it this run made. */
final class StoryObjects implements AutoCloseable {
    private static final Duration GONE = Duration.ofMinutes(3);
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    private final KubernetesClient client;
    private final String namespace;
    private final Path manifests;
    private final Consumer<String> tell;
    private final List<String> madePools = new ArrayList<>();
    private boolean madeNamespace;

    StoryObjects(KubernetesClient client, String namespace, Path manifests, Consumer<String> tell) {
        this.client = client;
        this.namespace = namespace;
        this.manifests = manifests;
        this.tell = tell;
    }

    /** The pools that the manifests declare. */
    List<DDNNNodePool> pools() throws IOException {
        List<DDNNNodePool> pools = new ArrayList<>();
        for (Path file : files()) {
            try (InputStream in = Files.newInputStream(file)) {
                for (HasMetadata object : client.load(in).items()) {
                    if (object.getKind().equals("DDNNNodePool")) {
                        pools.add(client.getKubernetesSerialization().convertValue(object, DDNNNodePool.class));
                    }
                }
            }
        }
        return pools;
    }

    private List<Path> files() throws IOException {
        if (Files.isRegularFile(manifests)) {
            return List.of(manifests);
        }
        try (Stream<Path> all = Files.list(manifests)) {
            return all.filter(f -> f.toString().endsWith(".yaml")
                            && !f.getFileName().toString().equals("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Makes the namespace, in which only pods of the <em>restricted</em> standard run, and applies the manifests there. */
    void apply(Kubectl kubectl) throws IOException, InterruptedException {
        if (client.namespaces().withName(namespace).get() == null) {
            madeNamespace = true;
            client.resource(restricted(namespace)).create();
        }
        for (DDNNNodePool pool : pools()) {
            if (client.resources(DDNNNodePool.class)
                            .withName(pool.getMetadata().getName())
                            .get()
                    == null) {
                madePools.add(pool.getMetadata().getName());
            }
        }
        boolean kustomized = Files.exists(manifests.resolve("kustomization.yaml"));
        kubectl.run("apply", "--server-side", "-n", namespace, kustomized ? "-k" : "-f", manifests.toString());
    }

    private static Namespace restricted(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(ENFORCE, "restricted")
                .endMetadata()
                .build();
    }

    /** Removes what this run made, and waits until it is gone. */
    @Override
    public void close() throws InterruptedException {
        if (madeNamespace) {
            tell.accept("removing namespace " + namespace);
            client.namespaces().withName(namespace).delete();
            Waiting.until(
                    GONE,
                    () -> client.namespaces().withName(namespace).get() == null
                            ? Optional.empty()
                            : Optional.of("namespace " + namespace + " is still there"),
                    text -> {});
        }
        if (!madePools.isEmpty()) {
            tell.accept("removing node pools " + String.join(", ", madePools));
            madePools.forEach(
                    p -> client.resources(DDNNNodePool.class).withName(p).delete());
        }
    }
}
