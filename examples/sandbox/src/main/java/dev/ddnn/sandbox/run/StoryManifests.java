package dev.ddnn.sandbox.run;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A story's manifests, as they lie on the disk: a file, a folder, or a kustomization. */
final class StoryManifests {
    private final KubernetesClient client;
    private final Kubectl kubectl;
    private final Path path;

    StoryManifests(KubernetesClient client, Kubectl kubectl, Path path) {
        this.client = client;
        this.kubectl = kubectl;
        this.path = path;
    }

    /** All objects that they declare, in the order in which they are applied. */
    List<GenericKubernetesResource> objects() throws IOException, InterruptedException {
        List<GenericKubernetesResource> objects = new ArrayList<>();
        if (isKustomized()) {
            read(
                    new ByteArrayInputStream(
                            kubectl.run("kustomize", path.toString()).getBytes(StandardCharsets.UTF_8)),
                    objects);
            return objects;
        }
        for (Path file : files()) {
            try (InputStream in = Files.newInputStream(file)) {
                read(in, objects);
            }
        }
        return objects;
    }

    private void read(InputStream in, List<GenericKubernetesResource> into) {
        for (HasMetadata object : client.load(in).items()) {
            into.add(client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class));
        }
    }

    private List<Path> files() throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private boolean isKustomized() {
        return Files.exists(path.resolve("kustomization.yaml"));
    }

    /** Applies all of them, with a command that anybody could type. */
    void apply(String namespace, Consumer<String> tell) throws IOException, InterruptedException {
        List<GenericKubernetesResource> all = objects();
        if (all.stream().anyMatch(o -> isElsewhere(o, namespace))) {
            tell.accept("applying the story: kubectl apply --server-side -n " + namespace + " -f " + path
                    + ", and what names a namespace of its own, there");
            apply(namespace, all);
            return;
        }
        String[] command = {"apply", "--server-side", "-n", namespace, isKustomized() ? "-k" : "-f", path.toString()};
        tell.accept("applying the story: kubectl " + String.join(" ", command));
        kubectl.run(command);
    }

    private static boolean isElsewhere(GenericKubernetesResource object, String namespace) {
        return !PresentObjects.space(object, namespace).equals(namespace);
    }

    /** Applies some of them. */
    void apply(String namespace, List<GenericKubernetesResource> some) throws IOException, InterruptedException {
        applyThere(some.stream().filter(o -> !isElsewhere(o, namespace)).toList(), "-n", namespace);
        applyThere(some.stream().filter(o -> isElsewhere(o, namespace)).toList());
    }

    private void applyThere(List<GenericKubernetesResource> some, String... where)
            throws IOException, InterruptedException {
        if (some.isEmpty()) {
            return;
        }
        Path file = Files.createTempFile("ddnn-run-", ".yaml");
        try {
            Files.writeString(
                    file,
                    some.stream()
                            .map(o -> client.getKubernetesSerialization().asYaml(o))
                            .collect(Collectors.joining("\n")));
            kubectl.run(Stream.concat(Stream.of("apply", "--server-side", "-f", file.toString()), Stream.of(where))
                    .toArray(String[]::new));
        } finally {
            Files.delete(file);
        }
    }
}
