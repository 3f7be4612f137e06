package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.launch.Waiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits for a DDNN, says why it is not Ready yet, and gives up early on what waiting does not mend. */
final class ReadyWait {
    private static final Duration READY = Duration.ofMinutes(10);
    private static final Duration WITHOUT_IMAGE = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final DeployedDDNN ddnn;
    private long withoutImageSince = -1;

    ReadyWait(KubernetesClient client, DeployedDDNN ddnn) {
        this.client = client;
        this.ddnn = ddnn;
    }

    void await(Consumer<String> tell) throws InterruptedException {
        Waiting.until(READY, this::missing, tell);
    }

    private Optional<String> missing() {
        Optional<String> missing = ddnn.missing();
        if (missing.isEmpty()) {
            return missing;
        }
        List<Pod> pods = client.pods().inNamespace(ddnn.namespace()).list().getItems();
        String text = missing.get() + PodTroubles.text(pods);
        if (!PodTroubles.haveNoImage(pods)) {
            withoutImageSince = -1;
        } else if (withoutImageSince < 0) {
            withoutImageSince = System.nanoTime();
        } else if (System.nanoTime() - withoutImageSince > WITHOUT_IMAGE.toNanos()) {
            throw new StoryFailure(text);
        }
        return Optional.of(text);
    }
}
