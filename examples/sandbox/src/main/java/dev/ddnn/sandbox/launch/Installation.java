package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.story.Story;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Installs the operator as on any cluster, uploads models to its hub, and applies a story's manifests. */
public final class Installation {
    static final String SYSTEM = "ddnn-system";
    private static final String HUB = "hub.ddnn-system.svc";
    private static final Duration START = Duration.ofMinutes(5);

    private final Sandbox sandbox;
    private final Checkout checkout;
    private final Consumer<String> tell;

    /** @param tell hears what is waited for */
    public Installation(Sandbox sandbox, Checkout checkout, Consumer<String> tell) {
        this.sandbox = sandbox;
        this.checkout = checkout;
        this.tell = tell;
    }

    /** Applies the operator's manifests; from then on the uplinks follow the pools. */
    public void operator() throws InterruptedException {
        sandbox.controlPlane()
                .kubectl("apply", "--server-side", "-k", checkout.installation().toString())
                .orFail();
        sandbox.controlPlane()
                .kubectl(
                        "wait",
                        "--for=condition=Established",
                        "--timeout=120s",
                        "crd/ddnns.ddnn.dev",
                        "crd/ddnnnodepools.ddnn.dev",
                        "crd/ddnnquotas.ddnn.dev")
                .orFail();
        sandbox.followPools();
    }

    /** Applies a folder, a kustomization or a file. */
    public void apply(Path manifests) throws InterruptedException {
        boolean kustomized = Files.exists(manifests.resolve("kustomization.yaml"));
        sandbox.controlPlane()
                .kubectl("apply", "--server-side", kustomized ? "-k" : "-f", manifests.toString())
                .orFail();
    }

    /** Waits until operator and hub are up. */
    public void awaitSystem() throws InterruptedException {
        Deployments.awaitReady(sandbox.client(), SYSTEM, START, tell);
    }

    /** Puts the story's models into the hub. */
    public void upload(Path folder, List<Story.Upload> uploads) throws IOException, InterruptedException {
        hub().upload(folder, uploads, tell);
    }

    /** The hub, as this machine reaches it. */
    public HubClient hub() {
        return new HubClient(hubUri());
    }

    /** Where the hub is, as this machine reaches it. */
    public URI hubUri() {
        return URI.create("http://" + hubAddress() + ":" + HubClient.PORT);
    }

    private String hubAddress() {
        return sandbox.network().resolve("", HUB).stream()
                .findFirst()
                .orElseThrow(() -> new StoryFailure("the hub's Service has no address"));
    }
}
