package dev.ddnn.sandbox.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Samples;
import dev.ddnn.sandbox.story.Story.View;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedMainTest {
    private static final List<View> VIEWS = List.of(new View("left", 0, 0, 1, 2), new View("right", 0, 2, 1, 1));
    private static final Samples SAMPLES = new Samples() {
        @Override
        public int size() {
            return 3;
        }

        @Override
        public int label(int i) {
            return i;
        }

        @Override
        public byte[] view(int i, View view) {
            byte[] bytes = new byte[view.size()];
            Arrays.fill(bytes, (byte) (10 * i + view.left()));
            return bytes;
        }
    };

    private final Map<String, byte[]> heard = new ConcurrentHashMap<>();
    private final Queue<String> ids = new ConcurrentLinkedQueue<>();
    private HttpServer entry;

    @BeforeEach
    void listen() throws IOException {
        entry = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        entry.createContext("/v2/models/digits/infer", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int json = Integer.parseInt(exchange.getRequestHeaders().getFirst("Inference-Header-Content-Length"));
            byte sample = body[json];
            heard.put("sample " + sample, body);
            ids.add(new ObjectMapper()
                    .readTree(Arrays.copyOf(body, json))
                    .path("id")
                    .asText());
            boolean refused = sample == 20;
            byte[] reply = (refused
                            ? "{\"error\":\"not today\"}"
                            : "{\"parameters\":{\"exit\":\"gateway\",\"confidence\":0.1234567890123,\"revision\":\"r\","
                                    + "\"present\":\"11\",\"degraded\":false},\"outputs\":[{\"data\":[0.1,0.3000001]}]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 400 : 200, reply.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply);
            }
        });
        entry.start();
    }

    @AfterEach
    void stop() {
        entry.stop(0);
    }

    private FeedOrder order(int count) {
        return order(count, false);
    }

    private FeedOrder order(int count, boolean loop) {
        URI url = URI.create("http://127.0.0.1:" + entry.getAddress().getPort());
        return new FeedOrder(
                "digits", List.of(new FeedOrder.Door(url, List.of("left", "right"))), VIEWS, count, 2, 60_000, loop);
    }

    @Test
    void whatTheEntrySaysComesBackUnchangedAndWithTheLabelsThatStayedHere() throws Exception {
        // Given
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        FeedWire.write(wire, order(3), SAMPLES, bytes -> {});
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        ByteArrayOutputStream progress = new ByteArrayOutputStream();

        // When
        FeedMain.feed(new ByteArrayInputStream(wire.toByteArray()), answers, new PrintStream(progress, true));
        FeedReply reply =
                FeedReply.parse(answers.toString(StandardCharsets.UTF_8).lines().toList(), 3, SAMPLES);

        // Then
        assertThat(reply.outcomes()).extracting(Outcome::label).containsExactly(0, 1, 2);
        var verdict = Objects.requireNonNull(reply.outcomes().get(1).verdict());
        assertThat(verdict.logits()).containsExactly(0.1f, 0.3000001f);
        assertThat(verdict.confidence()).isEqualTo(0.1234567890123);
        assertThat(verdict.degradedReason()).isNull();
        assertThat(reply.outcomes().get(2).verdict()).isNull();
        assertThat(reply.outcomes().get(2).refused()).isEqualTo("not today");
        assertThat(reply.outcomes()).extracting(o -> o.tries().id()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(heard).containsOnlyKeys("sample 0", "sample 10", "sample 20");
        assertThat(heard.get("sample 10")).endsWith(10, 10, 12);
        assertThat(progress.toString(StandardCharsets.UTF_8).lines()).containsExactly("got 0", "got 9", "3");
        assertThat(reply.end().sentBytes()).isGreaterThan(3 * 3);
        assertThat(reply.end().receivedBytes()).isPositive();
    }

    @Test
    void feedsOverAndOverUntilTheInputSaysThatItIsEnough() throws Exception {
        // Given
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        PipedInputStream in = new PipedInputStream(1 << 16);
        PipedOutputStream wire = new PipedOutputStream(in);
        FeedWire.write(wire, order(3, true), SAMPLES, bytes -> {});
        PrintStream progress = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(int done) {
                if (done >= 50) {
                    try {
                        wire.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        };

        // When
        FeedMain.feed(in, answers, progress);
        FeedReply reply = FeedReply.parseLoop(
                answers.toString(StandardCharsets.UTF_8).lines().toList(), SAMPLES);

        // Then
        assertThat(reply.outcomes()).hasSizeGreaterThanOrEqualTo(50);
        assertThat(reply.outcomes()).extracting(Outcome::sample).startsWith(0, 1, 2, 0, 1, 2, 0);
        assertThat(reply.outcomes()).extracting(Outcome::label).startsWith(0, 1, 2, 0);
        assertThat(reply.outcomes().get(0).receivedMillis()).isCloseTo(System.currentTimeMillis(), within(60_000L));
        assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(reply.outcomes());
        assertThat(ids).anyMatch(id -> id.endsWith("-r0-00002")).anyMatch(id -> id.endsWith("-r16-00001"));
    }

    @Test
    void anInputThatEndsEarlyIsRefused() throws Exception {
        // Given
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        FeedWire.write(wire, order(3), SAMPLES, bytes -> {});
        byte[] cut = Arrays.copyOf(wire.toByteArray(), wire.size() - 1);

        // When, Then
        assertThatThrownBy(
                        () -> FeedMain.feed(new ByteArrayInputStream(cut), OutputStream.nullOutputStream(), System.err))
                .hasMessage("the input ended after 8 of 9 bytes");
    }

    @Test
    void anIncompleteReplyIsRefused() {
        assertThatThrownBy(() -> FeedReply.parse(List.of("{}"), 3, SAMPLES))
                .hasMessage("the client must write 4 lines, found 1");
    }

    @Test
    void theCommandIsReadFromTheLog() {
        // When
        List<String> command = FeedCommand.in("something else\n" + FeedCommand.line() + "\n");

        // Then
        assertThat(command.get(0)).endsWith("/java");
        assertThat(command).endsWith(FeedMain.class.getName(), "feed");
        assertThat(FeedCommand.classPath("/a/x.jar:/a/y.jar:/classes")).isEqualTo("/a/*:/classes");
        assertThat(FeedCommand.in("something else\n")).isEmpty();
    }
}
