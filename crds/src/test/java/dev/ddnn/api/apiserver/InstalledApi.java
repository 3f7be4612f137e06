package dev.ddnn.api.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.ddnn.controlplane.ControlPlane;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Our definitions in a running API server, and requests to it with exactly the bytes of a file. */
final class InstalledApi {
    private static final Path MANIFESTS = Path.of("manifests");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String GROUP = "/apis/ddnn.dev/v1alpha1";
    private static final List<String> KINDS = List.of("DDNN", "DDNNNodePool", "DDNNQuota", "DDNNRevision", "DDNNUsage");
    private static final String DRY = "?dryRun=All&fieldValidation=Strict&fieldManager=contract";

    private final ControlPlane plane;
    private final HttpClient http;

    private InstalledApi(ControlPlane plane) {
        this.plane = plane;
        this.http = HttpClient.newBuilder().sslContext(plane.sslContext()).build();
    }

    /**
     * Applies the manifests as a user would, and waits until the kinds are served, found and explained. Repeating it changes
     * nothing.
     */
    static InstalledApi in(ControlPlane plane) throws InterruptedException {
        plane.kubectl("apply", "--server-side", "-k", MANIFESTS.toString()).orFail();
        plane.kubectl(
                        "wait",
                        "--for=condition=Established",
                        "--timeout=30s",
                        "crd/ddnns.ddnn.dev",
                        "crd/ddnnnodepools.ddnn.dev",
                        "crd/ddnnquotas.ddnn.dev",
                        "crd/ddnnrevisions.ddnn.dev",
                        "crd/ddnnusages.ddnn.dev")
                .orFail();
        var api = new InstalledApi(plane);
        api.awaitPublished();
        return api;
    }

    /** What {@code kubectl} looks a kind up in, and explains it from, follows a moment after the kind is established. */
    private void awaitPublished() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!published()) {
            assertThat(System.nanoTime()).as("the kinds are published").isLessThan(end);
        }
    }

    private boolean published() throws InterruptedException {
        String found = plane.kubectl("get", "--raw", GROUP).output();
        String explained = plane.kubectl("get", "--raw", "/openapi/v3" + GROUP).output();
        return plane.kubectl("get", "--raw", "/openapi/v3").output().contains("\"" + GROUP.substring(1) + "\"")
                && KINDS.stream()
                        .allMatch(kind -> found.contains("\"kind\":\"" + kind + "\"")
                                && explained.contains("\"dev.ddnn.v1alpha1." + kind + "\""));
    }

    /** Makes a namespace, which may exist already. */
    void namespace(String name) throws InterruptedException {
        var made = plane.kubectl("create", "namespace", name);
        if (made.exitCode() != 0 && !made.errors().contains("AlreadyExists")) {
            made.orFail();
        }
    }

    /** A client for the records, with all rights; the caller closes it. */
    KubernetesClient client() throws IOException {
        var config = Config.fromKubeconfig(Files.readString(plane.kubeconfig()));
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** What {@code kubectl apply --server-side} sends, without keeping the object. */
    Answer dryApply(String yaml, String namespace) throws IOException, InterruptedException {
        var document = YAML.readTree(yaml);
        var path = collection(document, namespace) + "/"
                + document.at("/metadata/name").asText();
        return send("PATCH", "application/apply-patch+yaml", path + DRY + "&force=true", yaml);
    }

    /** What {@code kubectl create} and the first {@code kubectl apply} send, without keeping the object. */
    Answer dryCreate(String yaml, String namespace) throws IOException, InterruptedException {
        return send("POST", "application/yaml", collection(YAML.readTree(yaml), namespace) + DRY, yaml);
    }

    private static String collection(JsonNode document, String namespace) {
        String plural = document.get("kind").asText().toLowerCase(Locale.ROOT) + "s";
        return GROUP + "/" + (plural.equals("ddnnnodepools") ? "" : "namespaces/" + namespace + "/") + plural;
    }

    private Answer send(String method, String type, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(plane.apiServerUrl() + path))
                .header("Authorization", "Bearer " + plane.adminToken())
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** What the API server said: the object, or a Status. */
    record Answer(int code, JsonNode body) {}
}
