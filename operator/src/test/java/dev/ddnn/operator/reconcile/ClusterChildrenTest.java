package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.apply.Children.OvertakenException;
import dev.ddnn.operator.apply.Children.Start;
import dev.ddnn.operator.observe.ClusterView;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.testing.Deployments;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.quarkus.kubernetes.client.runtime.internal.QuarkusHttpClientFactory;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterChildrenTest {
    private static final Identity DDNN_OF_THE_CITY = new Identity("city", "d", "uid", 1);

    private List<ConfigMap> maps = List.of(map("1"));

    @Test
    void aVersionThatIsSeenOnlyAfterwardsIsNoFenceForWhatWasPlannedBefore() {
        // Given
        var children = children(ddnn(), contextOf(null));

        // When
        maps = List.of(map("2"));

        // Then
        assertThat(children.owned(DDNN_OF_THE_CITY))
                .extracting(child -> child.getMetadata().getResourceVersion())
                .containsExactly("1");
    }

    /** A delete that names the version that was seen is refused when a status was written since. */
    @Test
    void whatIsRemovedIsThatVeryObjectInWhateverVersion() throws IOException {
        try (var server = new Answers(200, 404, 409, 500)) {
            var children = children(ddnn(), server.context());
            var made = new ConfigMapBuilder(map("7"))
                    .editMetadata()
                    .withNamespace("city")
                    .withUid("its-uid")
                    .endMetadata()
                    .build();

            // When: removed, gone already, another one of its name
            children.remove(made);
            children.remove(made);
            children.remove(made);

            // Then
            assertThat(server.requests).hasSize(3).allSatisfy(request -> assertThat(request)
                    .startsWith("DELETE /api/v1/namespaces/city/configmaps/d-gateway ")
                    .contains("\"uid\":\"its-uid\"")
                    .doesNotContain("resourceVersion"));
            assertThatThrownBy(() -> children.remove(made))
                    .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                            .isEqualTo(500));
        }
    }

    /** That a Deployment is gone is heard by another watch than that its DDNN is. */
    @Test
    void aDDNNThatIsGoneGetsNoPodsAnew() throws IOException {
        // Given: it had children, and the API server does not know it any more
        maps = List.of(map("1"));
        var visited = ddnn();
        visited.setStatus(new DDNNStatus(1L, List.of(), null, null, null, null));
        var deployment = Deployments.of("cloud", 1, 0).build();
        try (var server = new Answers(200)) {
            server.body = "{\"apiVersion\":\"ddnn.dev/v1alpha1\",\"kind\":\"DDNNList\",\"items\":[]}";

            // When
            var creations = children(visited, server.context()).create(List.of(deployment));

            // Then
            assertThat(creations).singleElement().satisfies(creation -> {
                assertThat(creation.child()).isSameAs(deployment);
                assertThat(creation.failure()).isInstanceOf(OvertakenException.class);
            });
            assertThat(server.requests)
                    .singleElement()
                    .asString()
                    .startsWith("GET /apis/ddnn.dev/v1alpha1/namespaces/city/ddnns ");
        }
    }

    @Test
    void aDDNNThatIsThereIsGivenItsPodsAnew() throws IOException {
        // Given
        maps = List.of(map("1"));
        var visited = ddnn();
        visited.setStatus(new DDNNStatus(1L, List.of(), null, null, null, null));
        try (var server = new Answers(200, 201)) {
            server.body =
                    "{\"apiVersion\":\"ddnn.dev/v1alpha1\",\"kind\":\"DDNNList\",\"items\":[{\"metadata\":{\"name\":\"d\",\"uid\":\"uid\"}}]}";

            // When
            children(visited, server.context())
                    .create(List.of(Deployments.of("cloud", 1, 0).build()));

            // Then
            assertThat(server.requests).hasSize(2);
            assertThat(server.requests.get(1)).startsWith("POST /apis/apps/v1/namespaces/acme/deployments");
        }
    }

    @Test
    void whoNeverHadChildrenIsNotAskedFor() throws IOException {
        // Given
        maps = List.of();
        try (var server = new Answers(200, 201)) {
            // When: ResourceQuotas are asked for when it begins
            children(ddnn(), server.context())
                    .create(List.of(Deployments.of("cloud", 1, 0).build()));

            // Then
            assertThat(server.requests).noneMatch(request -> request.contains("/ddnns"));
            assertThat(server.requests).anyMatch(request -> request.startsWith("POST /apis/apps/v1/namespaces/acme/"));
        }
    }

    /** An API server that gives these answers, each once. */
    private static final class Answers implements AutoCloseable {
        final List<String> requests = new CopyOnWriteArrayList<>();
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final KubernetesClient client;
        private volatile String body = "";

        Answers(int... codes) throws IOException {
            var left = IntStream.of(codes).iterator();
            server.createContext("/", exchange -> {
                requests.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] answer = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(left.nextInt(), answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            client = new KubernetesClientBuilder()
                    .withHttpClientFactory(new QuarkusHttpClientFactory())
                    .withConfig(new ConfigBuilder(Config.empty())
                            .withMasterUrl(
                                    "http://127.0.0.1:" + server.getAddress().getPort())
                            .withRequestRetryBackoffLimit(0)
                            .build())
                    .build();
        }

        Context<DDNN> context() {
            return contextOf(client);
        }

        @Override
        public void close() {
            client.close();
            server.stop(0);
        }
    }

    @Test
    void whatTheApiServerBeginsStatusWithIsNoVisit() {
        // Given
        maps = List.of(map("1"));
        var begun = ddnn();
        begun.setStatus(new DDNNStatus(-1L, null, null, null, null, null));
        var visited = ddnn();
        visited.setStatus(new DDNNStatus(1L, List.of(), null, null, null, null));

        // When / Then
        assertThat(children(ddnn(), contextOf(null)).start()).isEqualTo(Start.UNTOLD);
        assertThat(children(begun, contextOf(null)).start()).isEqualTo(Start.UNTOLD);
        assertThat(children(visited, contextOf(null)).start()).isEqualTo(Start.TOLD);
    }

    private ClusterChildren children(DDNN ddnn, Context<DDNN> context) {
        return new ClusterChildren(ddnn, context, view(), Runnable::run, new Unlimited(Clock.systemUTC()));
    }

    private static DDNN ddnn() {
        var ddnn = new DDNN();
        ddnn.setMetadata(new ObjectMetaBuilder()
                .withNamespace("city")
                .withName("d")
                .withUid("uid")
                .withGeneration(1L)
                .build());
        return ddnn;
    }

    private ClusterView view() {
        return (ClusterView) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ClusterView.class},
                (proxy, method, arguments) -> method.getName().equals("configMaps") ? maps : List.of());
    }

    private static Context<DDNN> contextOf(@Nullable KubernetesClient client) {
        return (Context<DDNN>) Proxy.newProxyInstance(
                ClusterChildrenTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getName().equals("getClient") ? client : null);
    }

    private static ConfigMap map(String version) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("d-gateway")
                .withResourceVersion(version)
                .addNewOwnerReference()
                .withKind("DDNN")
                .withName("d")
                .withUid("uid")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
    }
}
