package dev.ddnn.sandbox.run;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.sandbox.launch.Waiting;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A story's namespace and what its manifests say, and what of it this run made. What was there before is used if it is equal, and
 * never written or removed; if it differs, the story is not played.
 */
final class StoryObjects implements AutoCloseable {
    private static final Duration GONE = Duration.ofMinutes(3);

    private final KubernetesClient client;
    private final String namespace;
    private final StoryManifests manifests;
    private final Consumer<String> tell;
    private final PresentObjects present;
    private final List<GenericKubernetesResource> made = new ArrayList<>();
    private boolean madeNamespace;

    StoryObjects(KubernetesClient client, String namespace, StoryManifests manifests, Consumer<String> tell) {
        this.client = client;
        this.namespace = namespace;
        this.manifests = manifests;
        this.tell = tell;
        this.present = new PresentObjects(client, namespace);
    }

    /** The pools that the manifests declare. */
    List<DDNNNodePool> pools() throws IOException, InterruptedException {
        return manifests.objects().stream()
                .filter(StoryObjects::isPool)
                .map(o -> client.getKubernetesSerialization().convertValue(o, DDNNNodePool.class))
                .toList();
    }

    private static boolean isPool(GenericKubernetesResource object) {
        return object.getKind().equals(PresentObjects.POOL);
    }

    /** What is there already and is not what the story needs, with the field that differs and a remedy; empty: nothing. */
    List<String> problems() throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        present.problem(restricted()).ifPresent(problems::add);
        for (GenericKubernetesResource object : manifests.objects()) {
            present.problem(object).ifPresent(problems::add);
        }
        return problems;
    }

    /** Makes the namespace, in which only pods of the <em>restricted</em> standard run, and what of the manifests is missing. */
    void apply() throws IOException, InterruptedException {
        if (client.namespaces().withName(namespace).get() == null) {
            madeNamespace = true;
            client.resource(restricted()).create();
        }
        List<GenericKubernetesResource> all = manifests.objects();
        List<GenericKubernetesResource> missing =
                all.stream().filter(o -> present.find(o).isEmpty()).toList();
        made.addAll(missing);
        if (missing.size() == all.size()) {
            manifests.apply(namespace, tell);
            return;
        }
        List<GenericKubernetesResource> there =
                all.stream().filter(o -> !missing.contains(o)).toList();
        tell.accept("there already, used as it is, and left there by this run: " + titles(there)
                + ". If an earlier run was killed and left it, 'Removing it' in examples/README.md has the commands");
        if (!missing.isEmpty()) {
            tell.accept("applying the rest: " + titles(missing));
            manifests.apply(namespace, missing);
        }
    }

    private static String titles(List<GenericKubernetesResource> objects) {
        return objects.stream().map(PresentObjects::title).collect(Collectors.joining(", "));
    }

    private Namespace restricted() {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels(PresentObjects.ENFORCE, PresentObjects.RESTRICTED)
                .endMetadata()
                .build();
    }

    /** The commands that remove what this run made. */
    List<String> removal() {
        List<String> commands = new ArrayList<>();
        if (madeNamespace) {
            commands.add("kubectl delete namespace " + namespace);
        }
        madeBesides().forEach(o -> commands.add(PresentObjects.removal(o, namespace)));
        List<String> pools = madePools();
        if (!pools.isEmpty()) {
            commands.add("kubectl delete ddnnpool " + String.join(" ", pools));
        }
        return commands;
    }

    private List<String> madePools() {
        return made.stream()
                .filter(StoryObjects::isPool)
                .map(o -> o.getMetadata().getName())
                .toList();
    }

    /** What does not go with a namespace, the last one first. */
    private List<GenericKubernetesResource> madeBesides() {
        Set<String> gone = made.stream()
                .filter(o -> o.getKind().equals(PresentObjects.NAMESPACE))
                .map(o -> o.getMetadata().getName())
                .collect(Collectors.toCollection(HashSet::new));
        if (madeNamespace) {
            gone.add(namespace);
        }
        List<GenericKubernetesResource> all = new ArrayList<>(made.stream()
                .filter(o -> !isPool(o))
                .filter(o -> o.getKind().equals(PresentObjects.NAMESPACE)
                        || !gone.contains(PresentObjects.space(o, namespace)))
                .toList());
        Collections.reverse(all);
        return all;
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
        removeBesides();
        removePools();
    }

    private void removeBesides() throws InterruptedException {
        List<GenericKubernetesResource> lastFirst = madeBesides();
        for (GenericKubernetesResource object : lastFirst) {
            tell.accept("removing " + PresentObjects.title(object));
            client.resource(object)
                    .inNamespace(PresentObjects.space(object, namespace))
                    .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                    .delete();
        }
        Waiting.until(
                GONE,
                () -> lastFirst.stream()
                        .filter(o -> present.find(o).isPresent())
                        .map(o -> PresentObjects.title(o) + " is still there")
                        .findFirst(),
                text -> {});
    }

    private void removePools() {
        for (String pool : madePools()) {
            List<String> users = OperatorUse.ofPool(client, pool);
            if (users.isEmpty()) {
                tell.accept("removing node pool " + pool);
                client.resources(DDNNNodePool.class).withName(pool).delete();
            } else {
                tell.accept("leaving node pool " + pool + ", which " + String.join(", ", users)
                        + (users.size() == 1 ? " uses" : " use")
                        + " by now; to remove it later: kubectl delete ddnnpool " + pool);
            }
        }
    }
}
