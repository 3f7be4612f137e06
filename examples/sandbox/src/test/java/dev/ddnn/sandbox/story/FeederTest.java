package dev.ddnn.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client with two entries that do not say the same. */
class FeederTest {
    private static final String ANSWER = "{\"parameters\":{\"exit\":\"gateway\",\"confidence\":1,\"revision\":\"r\","
            + "\"present\":\"11\",\"degraded\":false},\"outputs\":[{\"data\":[1,0]}]}";
    private static final Samples SAMPLES = new Samples() {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public int label(int sample) {
            return 0;
        }

        @Override
        public byte[] view(int sample, Story.View view) {
            return new byte[view.size()];
        }
    };

    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private Entry entry(String view, int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/v2/models/digits/infer", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
        servers.add(server);
        return new Entry(
                "127.0.0.1",
                "digits",
                List.of(new Story.View(view, 0, 0, 1, 1)),
                () -> Optional.of(server.getAddress()));
    }

    private Outcome feed(Entry... entries) throws InterruptedException {
        return new Feeder(SAMPLES, sample -> List.of(entries), 1, Duration.ofSeconds(60))
                .feed(1, done -> {})
                .get(0);
    }

    @Test
    void anEntryThatDoesNotKnowDoesNotContradict() throws Exception {
        // When
        Outcome outcome = feed(
                entry("left", 200, ANSWER),
                entry("right", 503, "{\"error\":\"the stream broke\",\"code\":\"outcome-unknown\"}"));

        // Then
        assertThat(outcome.verdict()).isNotNull();
        assertThat(outcome.conflict()).isNull();
        assertThat(outcome.unknown()).isTrue();
        assertThat(outcome.tries().untold()).isZero();
        assertThat(outcome.tries().code()).isNull();
    }

    @Test
    void eachTryThatMayHaveBeenAnsweredNeverthelessIsToldWithTheCodeOfTheLast() throws Exception {
        // When
        Outcome lost = feed(
                entry("left", 503, "{\"error\":\"the stream broke\",\"code\":\"outcome-unknown\"}"),
                entry("right", 503, "{\"error\":\"the stream broke\",\"code\":\"outcome-unknown\"}"));
        Outcome late = feed(entry("left", 504, "{\"error\":\"no answer within 300ms\",\"code\":\"deadline\"}"));
        Outcome refused = feed(entry("left", 503, "{\"error\":\"no way up\",\"code\":\"upstream-unreachable\"}"));

        // Then four tries of the first, one of the second, which is not to be tried again
        assertThat(lost.tries().count()).isEqualTo(4);
        assertThat(lost.tries().untold()).isEqualTo(4);
        assertThat(lost.tries().code()).isEqualTo("outcome-unknown");
        assertThat(late.tries().untold()).isEqualTo(1);
        assertThat(refused.tries().untold()).isZero();
        assertThat(refused.tries().code()).isEqualTo("upstream-unreachable");
        assertThat(refused.tries().id()).isNotEqualTo(lost.tries().id()).contains("-");
    }

    @Test
    void anyOtherRefusalBesideAnAnswerDoes() throws Exception {
        // When
        Outcome outcome = feed(
                entry("left", 200, ANSWER),
                entry("right", 503, "{\"error\":\"no way up\",\"code\":\"upstream-unreachable\"}"));

        // Then
        assertThat(outcome.conflict()).isEqualTo("one entry answered and another refused");
        assertThat(outcome.unknown()).isFalse();
    }
}
