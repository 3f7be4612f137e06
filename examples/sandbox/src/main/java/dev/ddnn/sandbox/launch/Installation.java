package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.story.Story;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Installs the operator as on any cluster, uploads models to its hub, and applies a story's manifests. */
public final class Installation {
    private static final String SYSTEM = "ddnn-system";
    private static final String HUB = "hub.ddnn-system.svc";
    private static final int HUB_PORT = 8080;
    private static final Duration START = Duration.ofSeconds(120);
    private static final int CREATED = 201;

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
                        "--timeout=30s",
                        "crd/ddnns.ddnn.dev",
                        "crd/ddnnnodepools.ddnn.dev")
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
        Waiting.until(
                START,
                () -> {
                    List<String> waiting =
                            sandbox.client().apps().deployments().inNamespace(SYSTEM).list().getItems().stream()
                                    .filter(d -> d.getStatus() == null
                                            || d.getStatus().getReadyReplicas() == null
                                            || d.getStatus().getReadyReplicas() < 1)
                                    .map(d -> d.getMetadata().getName())
                                    .toList();
                    return waiting.isEmpty() ? Optional.empty() : Optional.of("waiting for " + waiting);
                },
                tell);
    }

    /** Puts the story's models into the hub. */
    public void upload(Path folder, List<Story.Upload> uploads) throws IOException, InterruptedException {
        for (Story.Upload upload : uploads) {
            byte[] model = Files.readAllBytes(folder.resolve(upload.file()));
            String digest = sha256(model);
            URI target = URI.create(
                    "http://" + hubAddress() + ":" + HUB_PORT + "/v1/uploads/" + upload.name() + "?sha256=" + digest);
            HttpResponse<String> reply = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(target)
                                    .timeout(START)
                                    .PUT(HttpRequest.BodyPublishers.ofByteArray(model))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != CREATED) {
                throw new StoryFailure("the hub did not take " + upload.file() + ": " + reply.body());
            }
            tell.accept("uploaded " + upload.file() + " as hub:" + upload.name() + ", sha256 " + digest);
        }
    }

    private String hubAddress() {
        return sandbox.network().resolve("", HUB).stream()
                .findFirst()
                .orElseThrow(() -> new StoryFailure("the hub's Service has no address"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
