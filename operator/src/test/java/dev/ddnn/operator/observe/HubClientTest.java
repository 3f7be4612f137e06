package dev.ddnn.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.contract.cut.CutResponse.State;
import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.operator.testing.Cuts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubClientTest {
    private static final CutRequest REQUEST = new CutRequest(new CutRequest.Source("hub:m", "0"), List.of());

    private static final LastReport LAST = new LastReport("city", "digits", "uid", "boot", 7);

    @TempDir
    Path directory;

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> agents = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            authorizations.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
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
        var client = new HubClient(url, null);

        // Then
        assertThat(client.cut(REQUEST).state()).isEqualTo(State.Unavailable);
        assertThat(client.reports("city", "digits")).isEmpty();
        assertThat(client.lastReports()).isEmpty();
        assertThat(client.folded(List.of(LAST))).isPresent();
    }

    @Test
    void aHubThatIsTooOldHasNoLastReports() {
        status = 404;
        assertThat(new HubClient(url(), null).lastReports()).isEmpty();
    }

    @Test
    void whatIsFoldedIsSaidWithTheToken() throws IOException {
        // Given
        Path token = directory.resolve("token");
        var client = new HubClient(url(), token);
        assertThat(client.folded(List.of(LAST)))
                .hasValueSatisfying(why -> assertThat(why).contains("DDNN_HUB_TOKEN_FILE"));
        Files.writeString(token, "token");

        // When / Then
        assertThat(client.folded(List.of(LAST))).isEmpty();
        status = 403;
        body = "{\"state\":\"Unavailable\",\"message\":\"for another alone\"}";
        assertThat(client.folded(List.of(LAST))).contains("it answered with status 403: for another alone");
        assertThat(authorizations)
                .containsExactly("/v1/reports/folded Bearer token", "/v1/reports/folded Bearer token");
    }

    @Test
    void theTokenIsReadForEachRequestThatNeedsIt() throws IOException {
        // Given
        Path token = directory.resolve("token");
        var client = new HubClient(url(), token);
        body = ContractJson.write(CutResponse.fetching("soon"));

        // When
        Files.writeString(token, "first\n");
        client.cut(REQUEST);
        Files.writeString(token, "renewed");
        client.cut(REQUEST);
        client.reports("city", "digits");
        answer(200, body);

        // Then
        assertThat(authorizations)
                .containsExactly(
                        "/v1/cuts Bearer first", "/v1/cuts Bearer renewed", "/v1/reports null", "/v1/cuts null");
    }

    /** Benchmarks count visits by it. */
    @Test
    void theHubCanTellVisitsFromBills() {
        // When
        var client = new HubClient(url(), null);
        client.reports("city", "digits");
        client.begunReports("city", "digits").join();

        // Then
        assertThat(agents).containsExactly("ddnn-operator (bill)", "ddnn-operator (visit)");
    }

    @Test
    void aTokenThatCannotBeReadIsSaidAndNothingIsAsked() throws IOException {
        // Given
        Path token = directory.resolve("token");
        var client = new HubClient(url(), token);

        // When / Then
        String setting =
                "DDNN_HUB_TOKEN_FILE must name a file with a service account token for the audience 'ddnn-hub', as operator/install mounts it; '%s' cannot be used: "
                        .formatted(token);
        assertThat(client.cut(REQUEST))
                .isEqualTo(CutResponse.unavailable(
                        Cause.OperatorRefused, setting + "java.nio.file.NoSuchFileException: " + token));
        Files.writeString(token, "no\ntoken");
        assertThat(client.cut(REQUEST))
                .isEqualTo(CutResponse.unavailable(Cause.OperatorRefused, setting + "it holds no token"));
        assertThat(authorizations).isEmpty();
    }

    @Test
    void aHubThatDoesNotKnowTheOperatorSaysWhomItKnows() {
        // Given
        String said = ContractJson.write(CutResponse.unavailable(Cause.OperatorRefused, "models are for another"));

        // When / Then
        for (int code : List.of(401, 403)) {
            assertThat(answer(code, said))
                    .isEqualTo(CutResponse.unavailable(
                            Cause.OperatorRefused,
                            "the hub at %s does not take this operator for its own (%d): models are for another"
                                    .formatted(url(), code)));
        }
        for (String other : List.of("<html>", "")) {
            assertThat(answer(403, other))
                    .isEqualTo(CutResponse.unavailable(
                            Cause.OperatorRefused,
                            "the hub at %s does not take this operator for its own (403): the answer is not the hub's; see what DDNN_HUB_URL leads to"
                                    .formatted(url())));
        }
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
        return new HubClient(url(), null).cut(REQUEST);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
