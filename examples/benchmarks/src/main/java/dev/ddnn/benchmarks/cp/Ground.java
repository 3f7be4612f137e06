package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.played.PlayedHub;
import dev.ddnn.benchmarks.played.PlayedNodes;
import dev.ddnn.benchmarks.played.PlayedWorkloads;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.ControlPlaneOptions;
import dev.ddnn.controlplane.Parts;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What both controllers stand on: the API server, and everything else of a cluster, played. */
final class Ground implements AutoCloseable {
    static final String OURS = "bench-ours";
    static final String BARE = "bench-bare";
    static final ResourceDefinitionContext DDNN = new ResourceDefinitionContext.Builder()
            .withGroup("ddnn.dev")
            .withVersion("v1alpha1")
            .withKind("DDNN")
            .withPlural("ddnns")
            .withNamespaced(true)
            .build();

    private static final String OPERATOR_NAMESPACE = "ddnn-system";
    private static final String TOOLS_NAMESPACE = "bench-tools";
    private static final long TOKEN_SECONDS = 4 * 3600L;

    /** Hundreds of pods are deleted by one request. */
    private static final int PATIENT_MILLIS = 120_000;

    final ControlPlane plane;
    final KubernetesClient admin;
    final PlayedHub hub;
    final AuditLog audit;
    private final Path directory;
    private final PlayedWorkloads ours;
    private final PlayedWorkloads bare;

    private Ground(ControlPlane plane, Path root, Path directory) throws IOException, InterruptedException {
        this.plane = plane;
        this.directory = directory;
        admin = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(plane.apiServerUrl().toString())
                        .withCaCertFile(plane.certificateAuthority().toString())
                        .withOauthToken(plane.adminToken())
                        .withRequestTimeout(PATIENT_MILLIS)
                        .build())
                .build();
        audit = new AuditLog(plane.auditLog());
        hub = new PlayedHub();
        plane.kubectl(
                        "apply",
                        "--server-side",
                        "-k",
                        root.resolve("operator/install/base").toString())
                .orFail();
        apply("ground.yaml");
        plane.kubectl("wait", "--for=condition=Established", "--timeout=30s", "crd", "--all")
                .orFail();
        PlayedNodes.create(admin);
        apply("pools.yaml");
        ours = new PlayedWorkloads(admin, OURS, "ddnn.dev/", hub);
        bare = new PlayedWorkloads(admin, BARE, "bare.dev/", null);
    }

    /** Starts it in a directory. */
    static Ground start(Path root, Path directory) throws IOException, ProgramsUnavailable, InterruptedException {
        var plane = ControlPlane.start(ControlPlaneOptions.in(directory.resolve("control-plane"))
                .parts(Parts.API_SERVER)
                .auditOf("system:serviceaccounts:" + OPERATOR_NAMESPACE, "system:serviceaccounts:" + TOOLS_NAMESPACE)
                .build());
        boolean complete = false;
        try {
            var ground = new Ground(plane, root, directory);
            complete = true;
            return ground;
        } finally {
            if (!complete) {
                plane.close();
            }
        }
    }

    /** One of the files that come with this program. */
    static String resource(String name) {
        try (InputStream in = Ground.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void apply(String resource) throws IOException, InterruptedException {
        plane.kubectl("apply", "--server-side", "-f", file(resource)).orFail();
    }

    private String file(String resource) throws IOException {
        return Files.writeString(directory.resolve(resource), resource(resource))
                .toString();
    }

    /** Whether the API server refuses the operator's writes for now. */
    void jam(boolean on) throws IOException, InterruptedException {
        if (on) {
            apply("jam.yaml");
        } else {
            plane.kubectl("delete", "-f", file("jam.yaml")).orFail();
        }
    }

    /** Changes a word of a Deployment's status that says nothing. */
    void flap(String deployment) {
        ours.flap(deployment);
    }

    /** A kubeconfig of the operator's service account. */
    Path operatorKubeconfig() throws IOException {
        return kubeconfig(OPERATOR_NAMESPACE, "ddnn-operator");
    }

    /** A kubeconfig of the bare controller's service account. */
    Path bareKubeconfig() throws IOException {
        return kubeconfig(TOOLS_NAMESPACE, "bare");
    }

    /** The bare controller's children: those of the operator, renamed. The DDNN must have been applied. */
    Path children(String ddnn) throws IOException {
        return Files.write(directory.resolve("children.jsonl"), new ChildTemplates(admin, OURS, BARE).of(ddnn));
    }

    /** Where processes may write. */
    Path directory() {
        return directory;
    }

    /** That what is played goes on. */
    void check() {
        ours.check();
        bare.check();
    }

    private Path kubeconfig(String namespace, String account) throws IOException {
        String token = admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        var cluster = Map.of(
                "server", plane.apiServerUrl().toString(),
                "certificate-authority", plane.certificateAuthority().toString());
        String text = Serialization.asJson(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                "bench",
                "clusters",
                List.of(Map.of("name", "bench", "cluster", cluster)),
                "users",
                List.of(Map.of("name", "bench", "user", Map.of("token", token))),
                "contexts",
                List.of(Map.of("name", "bench", "context", Map.of("cluster", "bench", "user", "bench")))));
        return Files.writeString(directory.resolve(account + ".kubeconfig"), text);
    }

    @Override
    public void close() {
        ours.close();
        bare.close();
        hub.close();
        admin.close();
        plane.close();
    }
}
