package dev.ddnn.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.State;
import dev.ddnn.operator.testing.Cuts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubClientTest {
    private static final CutRequest REQUEST = new CutRequest(new CutRequest.Source("hub:m", "0"), List.of());

    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aCutIsGivenAsItIs() {
        var cut = CutResponse.cut(Cuts.cloudOnly("model", 2));
        assertThat(answer(200, ContractJson.write(cut))).isEqualTo(cut);
    }

    @Test
    void anErrorOfTheHubIsUnavailable() {
        assertThat(answer(500, "oops").message())
                .isEqualTo("the hub at " + url() + " answered with status 500; see its log");
        assertThat(answer(200, "<html>").state()).isEqualTo(State.Unavailable);
        assertThat(answer(200, "{\"state\":\"Cut\"}").message())
                .isEqualTo("the hub at " + url() + " answered without a cut report");
    }

    @Test
    void aRefusalAlwaysSaysWhy() {
        assertThat(answer(422, "{\"state\":\"Refused\"}").problems()).hasSize(1);
    }

    @Test
    void aHubThatIsAwayIsUnavailable() {
        // Given
        String url = url();
        server.stop(0);

        // When
        var client = new HubClient(url);

        // Then
        assertThat(client.cut(REQUEST).state()).isEqualTo(State.Unavailable);
        assertThat(client.reports("city", "digits")).isEmpty();
    }

    @Test
    void aKnownCutOutlivesTheHubButNotARefusal() {
        // Given
        var memory = new CutMemory();
        var cut = CutResponse.cut(Cuts.cloudOnly("model", 2));
        memory.recall(REQUEST, cut);

        // Then
        assertThat(memory.recall(REQUEST, cut)).isEqualTo(cut);
        for (CutResponse now : List.of(CutResponse.unavailable("away"), CutResponse.fetching("again"))) {
            CutResponse kept = memory.recall(REQUEST, now);
            assertThat(kept.state()).isEqualTo(State.Cut);
            assertThat(kept.report()).isEqualTo(cut.report());
            assertThat(kept.message()).isEqualTo(now.message());
        }
        var refused = CutResponse.refused(List.of(new CutResponse.Problem("spec.model", "no")));
        assertThat(memory.recall(REQUEST, refused)).isEqualTo(refused);
    }

    private CutResponse answer(int code, String text) {
        status = code;
        body = text;
        return new HubClient(url()).cut(REQUEST);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
