package dev.ddnn.hub.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that a real API server gives seldom. What it usually says: {@code RightsApiServerIT}. */
class ClusterTokenReviewerTest {
    private HttpServer server;
    private KubernetesClient client;
    private volatile int code = 201;
    private volatile String status = "{}";
    private volatile String asked = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/apis/authentication.k8s.io/v1/tokenreviews", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = ("{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"status\":"
                            + status + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(code, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"authenticated":true,"audiences":["ddnn-hub"],"user":{"username":"u"}} | Known[user=u]
                    {"authenticated":true,"user":{"username":"u"}} | Unknown[why=it is for the audiences []]
                    {"authenticated":true,"audiences":["other"],"user":{"username":"u"}} | Unknown[why=it is for the audiences [other]]
                    {"authenticated":true,"audiences":["ddnn-hub"],"user":{}} | Unknown[why=the API server names no user for it]
                    {"authenticated":true,"audiences":["ddnn-hub"]} | Unknown[why=the API server names no user for it]
                    {"user":{"username":"u"},"audiences":["ddnn-hub"]} | Unknown[why=the API server does not know it]
                    {"error":"s3cret is wrong"} | Unknown[why=TOKEN is wrong]
                    """)
    void onlyAnAuthenticatedUserOfThisAudienceIsKnown(String answer, String reading) {
        // Given
        status = answer;

        // When / Then
        assertThat(new ClusterTokenReviewer(() -> client).review("s3cret")).hasToString(reading);
        assertThat(asked).contains("\"audiences\":[\"ddnn-hub\"]", "\"token\":\"s3cret\"");
    }

    @Test
    void aServerThatFailsIsNoAnswer() {
        // Given
        code = 500;

        // When / Then
        assertThat(new ClusterTokenReviewer(() -> client).review("s3cret"))
                .isInstanceOfSatisfying(TokenReading.Unreachable.class, unreachable -> assertThat(unreachable.message())
                        .startsWith("the hub cannot ask the API server whose the token is: ")
                        .doesNotContain("s3cret"));
    }

    @Test
    void aServerThatIsAwayIsNoAnswer() {
        // Given
        server.stop(0);

        // When / Then
        assertThat(new ClusterTokenReviewer(() -> client).review("s3cret"))
                .isInstanceOf(TokenReading.Unreachable.class);
    }
}
