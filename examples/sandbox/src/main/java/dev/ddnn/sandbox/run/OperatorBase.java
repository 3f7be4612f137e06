package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.launch.Deployments;
import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.launch.Waiting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The installation that is in the checkout, and what of it this run made. */
final class OperatorBase implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration GONE = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private final Kubectl kubectl;
    private final Path folder;
    private final Consumer<String> tell;
    private final List<HasMetadata> objects;
    private final List<HasMetadata> made = new ArrayList<>();

    /** Reads the folder; nothing is done yet. */
    OperatorBase(KubernetesClient client, Kubectl kubectl, Path folder, Consumer<String> tell)
            throws IOException, InterruptedException {
        this.client = client;
        this.kubectl = kubectl;
        this.folder = folder;
        this.tell = tell;
        String yaml = kubectl.run("kustomize", folder.toString());
        objects = client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    /** What it would install. */
    InstalledOperator described() {
        return InstalledOperator.among(objects)
                .orElseThrow(() -> new StoryFailure(folder + " must hold the operator's Deployment, but does not"));
    }

    /** Applies it, and waits until it runs. */
    void install() throws IOException, InterruptedException {
        for (HasMetadata object : objects) {
            if (client.resource(object).get() == null) {
                made.add(object);
            }
        }
        kubectl.run("apply", "--server-side", "-k", folder.toString());
        String namespace = described().namespace();
        Waiting.until(
                START,
                () -> Deployments.missing(client, namespace)
                        .map(m -> m
                                + PodTroubles.text(client.pods()
                                        .inNamespace(namespace)
                                        .withLabelIn(
                                                InstalledOperator.NAME, InstalledOperator.PARTS.toArray(new String[0]))
                                        .list()
                                        .getItems())),
                tell);
    }

    /** Removes what this run made, and waits until it is gone; leaves it if somebody else needs it by now. */
    @Override
    public void close() throws InterruptedException {
        if (made.isEmpty()) {
            return;
        }
        List<String> users = OperatorUse.left(client, made);
        if (!users.isEmpty()) {
            tell.accept("leaving the operator, which this run installed: " + String.join(", ", users)
                    + " would go with it. To remove it later, see 'Uninstalling' in operator/install/README.md");
            return;
        }
        tell.accept("removing the operator, which this run installed");
        List<HasMetadata> lastFirst = new ArrayList<>(made);
        Collections.reverse(lastFirst);
        lastFirst.forEach(o -> client.resource(o).delete());
        Waiting.until(GONE, () -> left(lastFirst), text -> {});
    }

    private Optional<String> left(List<HasMetadata> all) {
        return all.stream()
                .filter(o -> client.resource(o).get() != null)
                .map(o -> o.getKind() + " " + o.getMetadata().getName() + " is still there")
                .findFirst();
    }
}
