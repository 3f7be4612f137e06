package dev.ddnn.hub;

import static dev.ddnn.hub.source.Scene.credentialsRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ApiServerExtension;
import dev.ddnn.hub.caller.CallerCheck;
import dev.ddnn.hub.caller.ClusterTokenReviewer;
import dev.ddnn.hub.caller.OperatorOnly;
import dev.ddnn.hub.secret.ClusterSecrets;
import dev.ddnn.hub.secret.SecretOutcome;
import dev.ddnn.hub.source.ModelServer;
import dev.ddnn.hub.source.Scene;
import dev.ddnn.hub.source.SourceOutcome;
import dev.ddnn.hub.verify.Digest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub's own service account against real RBAC: refused, then allowed by the very commands of the refusal, or by what is
 * shipped.
 */
@ExtendWith(ApiServerExtension.class)
class RightsApiServerIT {
    private static final byte[] MODEL = "a model".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(MODEL);

    private static final Path SHIPPED = Path.of("../../operator/install/base/rbac-hub.yaml");

    private static final String OPERATOR = "system:serviceaccount:ddnn-system:ddnn-operator";

    @TempDir
    Path directory;

    private ControlPlane plane;
    private KubernetesClient client;
    private ModelServer server;
    private Scene scene;

    @BeforeEach
    void start(ControlPlane shared) throws Exception {
        plane = shared;
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: ddnn-system}}");
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(Scene.NAMESPACE));
        apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: ddnn-hub, namespace: ddnn-system}}");
        client = client(token("ddnn-system", "ddnn-hub"));
        server = ModelServer.start(null).serves("/m", MODEL);
        scene = new Scene(directory.resolve("hub"), null, new ClusterSecrets(() -> client));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void theCommandsOfTheRefusalAllowThisSecretAndNoOther() throws Exception {
        // Given
        secret("models", "token");
        secret("private", "token");
        String refusal = credentialsRefused(find("models"));
        assertThat(refusal).isEqualTo("""
                        the hub may not read Secret 'models' of namespace 'city'. Allow it with: \
                        kubectl -n city create role ddnn-hub-models --verb=get --resource=secrets --resource-name=models && \
                        kubectl -n city create rolebinding ddnn-hub-models --role=ddnn-hub-models \
                        --serviceaccount=ddnn-system:ddnn-hub""");

        // When
        for (List<String> command : commands(refusal)) {
            plane.kubectl(command.toArray(String[]::new)).orFail();
        }
        awaitRight("get", "secrets/models", "-n", "city");

        // Then
        String outcome = find("models").fold(found -> "found", Object::toString, Object::toString);
        assertThat(outcome).isEqualTo("found");
        assertThat(credentialsRefused(find("private"))).contains("may not read Secret 'private'");
        assertThat(credentialsRefused(find("absent"))).contains("may not read Secret 'absent'");
    }

    @Test
    void aSecretThatMayBeReadAndIsNotThereIsSaidToBeMissing() throws Exception {
        // Given
        for (List<String> command : commands(credentialsRefused(find("later")))) {
            plane.kubectl(command.toArray(String[]::new)).orFail();
        }
        awaitRight("get", "secrets/later", "-n", "city");
        String missing = credentialsRefused(find("later"));
        assertThat(missing)
                .isEqualTo(
                        "`spec.model.source.credentialsSecretRef.name` must name a Secret of namespace 'city'; found 'later', which does not exist. Create it, or correct the name.");

        // When
        secret("later", "user");

        // Then
        assertThat(credentialsRefused(find("later")))
                .isEqualTo("Secret 'later' must have the keys `username` and `password`, or `token`; found [user]");
    }

    @Test
    void modelsAreForTheOperatorsTokenForTheHubAlone() throws Exception {
        // Given
        apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: ddnn-operator, namespace: ddnn-system}}");
        apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: ddnn-operator, namespace: city}}");
        CallerCheck check = new OperatorOnly(OPERATOR, new ClusterTokenReviewer(() -> client));
        String good = token("ddnn-system", "ddnn-operator", "--audience=ddnn-hub");
        assertThat(check.refusal("Bearer " + good).orElseThrow().message())
                .endsWith(
                        "the hub may not create tokenreviews.authentication.k8s.io; the ClusterRole and ClusterRoleBinding 'ddnn-hub' of operator/install allow it");

        // When
        plane.kubectl("apply", "--server-side", "-f", SHIPPED.toString()).orFail();
        awaitRight("create", "tokenreviews.authentication.k8s.io");

        // Then
        assertThat(check.refusal("Bearer " + good)).isEmpty();
        assertThat(refused(check, token("ddnn-system", "ddnn-operator")))
                .startsWith("Unidentified: models are fetched for '" + OPERATOR + "' alone")
                .contains("found one that is not: [invalid bearer token, token audiences [")
                .endsWith("is invalid for the target audiences [\"ddnn-hub\"]]");
        assertThat(refused(check, token("ddnn-system", "ddnn-operator", "--audience=another")))
                .startsWith("Unidentified: ")
                .contains("token audiences [\"another\"]");
        assertThat(refused(check, token("city", "ddnn-operator", "--audience=ddnn-hub")))
                .startsWith("AnotherCaller: ")
                .contains("found a token of 'system:serviceaccount:city:ddnn-operator'");
        assertThat(refused(check, good.substring(0, good.lastIndexOf('.')) + ".forged"))
                .startsWith("Unidentified: ")
                .contains("found one that is not: ")
                .doesNotContain(good.substring(0, good.indexOf('.')));
    }

    private static String refused(CallerCheck check, String token) {
        return check.refusal("Bearer " + token)
                .map(refusal -> refusal.kind() + ": " + refusal.message())
                .orElse("taken");
    }

    /** The API server learns of a new role a moment later. */
    private void awaitRight(String... right) throws Exception {
        List<String> question =
                new ArrayList<>(List.of("auth", "can-i", "--as=system:serviceaccount:ddnn-system:ddnn-hub"));
        question.addAll(List.of(right));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String answer = "";
        while (!answer.startsWith("yes") && System.nanoTime() < end) {
            answer = plane.kubectl(question.toArray(String[]::new)).output();
        }
        assertThat(answer).startsWith("yes");
    }

    private String token(String namespace, String account, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("-n", namespace, "create", "token", account));
        command.addAll(List.of(options));
        return plane.kubectl(command.toArray(String[]::new)).orFail().strip();
    }

    @Test
    void outsideOfAClusterThatIsSaidWhenASecretIsAskedFor() {
        Config nowhere = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:1")
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient none =
                new KubernetesClientBuilder().withConfig(nowhere).build()) {
            SecretOutcome outcome = new ClusterSecrets(() -> none).read("city", "models");

            assertThat(outcome.fold(
                            SecretOutcome::toString, SecretOutcome::toString, unreachable -> unreachable.message()))
                    .startsWith("the hub cannot ask the API server for Secret 'models' of namespace 'city': ");
        }
    }

    private SourceOutcome find(String secret) {
        return scene.find(server.uri("/m"), DIGEST, secret);
    }

    private void secret(String name, String key) throws Exception {
        apply("{apiVersion: v1, kind: Secret, metadata: {name: %s, namespace: city}, stringData: {%s: t0ken}}"
                .formatted(name, key));
    }

    private void apply(String manifest) throws Exception {
        Path file = Files.writeString(directory.resolve("manifest.yaml"), manifest);
        plane.kubectl("apply", "--server-side", "-f", file.toString()).orFail();
    }

    /** The commands that a message ends with, without the first word of each. */
    private static List<List<String>> commands(String message) {
        List<List<String>> commands = new ArrayList<>();
        for (String command : message.substring(message.indexOf("kubectl")).split(" && ")) {
            List<String> words = List.of(command.split(" "));
            commands.add(words.subList(1, words.size()));
        }
        return commands;
    }

    private KubernetesClient client(String token) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(plane.apiServerUrl().toString())
                .withCaCertFile(plane.certificateAuthority().toString())
                .withOauthToken(token)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
