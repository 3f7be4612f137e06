package dev.ddnn.operator.cluster;

import dev.ddnn.controlplane.process.ProcessSpawner;
import dev.ddnn.controlplane.process.ProcessSpec;
import dev.ddnn.controlplane.process.SpawnedProcess;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The operator as its image runs it: the packaged application, started by its entrypoint, in a process of its own. */
final class PackagedOperator {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://127[.]0[.]0[.]1:([0-9]+)");

    final SpawnedProcess process;
    final Path log;
    /** 0: it does not listen yet. */
    private int port;

    /** Starts it with the service account's token. */
    PackagedOperator(Harness harness) throws IOException {
        this(harness, "alone", Map.of());
    }

    /** Starts one of several, as the pod of that name. */
    static PackagedOperator elected(Harness harness, String pod) throws IOException {
        return new PackagedOperator(
                harness,
                pod,
                Map.of(
                        "DDNN_LEADER_ELECTION", "true",
                        "DDNN_POD_NAME", pod,
                        "DDNN_POD_NAMESPACE", "ddnn-system"));
    }

    /** Starts it with more environment variables. */
    PackagedOperator(Harness harness, String name, Map<String, String> more) throws IOException {
        this(harness, name, harness.serviceAccountToken(), more);
    }

    /** Starts it with another token. */
    PackagedOperator(Harness harness, String name, String token, Map<String, String> more) throws IOException {
        Path directory =
                Files.createDirectories(Path.of("target", "packaged", name).toAbsolutePath());
        log = directory.resolve("operator.log");
        Files.deleteIfExists(log);
        Path kubeconfig = directory.resolve("kubeconfig");
        Files.writeString(kubeconfig, kubeconfig(harness, token));
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of(
                "PATH", System.getenv("PATH"),
                "JAVA_HOME", System.getProperty("java.home"),
                "JAVA_TOOL_OPTIONS", "-Xmx96m",
                "KUBECONFIG", kubeconfig.toString(),
                "DDNN_HUB_URL", harness.hub.url(),
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                // Any that is free; its log says which.
                "QUARKUS_HTTP_PORT", "0"));
        Path entrypoint = Path.of("target", "quarkus-app", "entrypoint").toAbsolutePath();
        process = ProcessSpawner.spawn(ProcessSpec.of(List.of(entrypoint.toString()), environment, directory, log));
    }

    void awaitReady() {
        Await.until("it is live and ready", () -> health("live") == 200 && health("ready") == 200);
    }

    /** What its metrics say. */
    boolean leads() {
        return get("/q/metrics").map(HttpResponse::body).orElse("").contains("ddnn_operator_leads 1.0");
    }

    /** Status of a health check, or 0 if nobody answers. */
    int health(String check) {
        return get("/q/health/" + check).map(HttpResponse::statusCode).orElse(0);
    }

    private Optional<HttpResponse<String>> get(String path) {
        if (!isListening()) {
            return Optional.empty();
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return Optional.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isListening() {
        if (port == 0) {
            try {
                var said = LISTENING.matcher(Files.readString(log));
                port = said.find() ? Integer.parseInt(said.group(1)) : 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return port != 0;
    }

    private static String kubeconfig(Harness harness, String token) {
        var named = Map.of(
                "server",
                harness.plane.apiServerUrl().toString(),
                "certificate-authority",
                harness.plane.certificateAuthority().toString());
        return Serialization.asJson(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                "it",
                "clusters",
                List.of(Map.of("name", "it", "cluster", named)),
                "users",
                List.of(Map.of("name", "it", "user", Map.of("token", token))),
                "contexts",
                List.of(Map.of("name", "it", "context", Map.of("cluster", "it", "user", "it")))));
    }
}
