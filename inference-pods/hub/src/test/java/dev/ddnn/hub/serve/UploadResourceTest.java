package dev.ddnn.hub.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.hub.HubConfig;
import dev.ddnn.hub.verify.Digest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UploadResourceTest {
    private static final byte[] MODEL = "a model".getBytes(StandardCharsets.UTF_8);
    private static final String HEX = Digest.of(MODEL).hex();

    @TestHTTPResource("/")
    URI base;

    @Inject
    HubConfig config;

    private HubClient hub;

    @BeforeEach
    void client() {
        hub = new HubClient(base);
    }

    @Test
    void uploadIsKeptUnderItsDigestAndMayBeRepeated() throws Exception {
        for (int i = 0; i < 2; i++) {
            // When
            var answer = hub.put("/v1/uploads/kept?sha256=" + HEX, MODEL);

            // Then
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{\"sha256\":\"" + HEX + "\",\"uri\":\"hub:kept\"}");
            assertThat(Files.readAllBytes(config.dataDir().resolve("uploads/kept/" + HEX)))
                    .isEqualTo(MODEL);
        }
    }

    @Test
    void otherDigestIsRefusedAndNothingKept() {
        // Given
        String other = "0".repeat(64);

        // When
        var answer = hub.put("/v1/uploads/mismatch?sha256=" + other, MODEL);

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"the query parameter sha256 must be the digest of the body; the body has '"
                        + HEX + "', expected '" + other + "'\"}");
        assertThat(config.dataDir().resolve("uploads/mismatch")).doesNotExist();
    }

    @Test
    void announcedSizeAboveTheCapIsRefusedUnread() {
        // Given
        byte[] large = new byte[TestHub.MAX_MODEL_SIZE + 1];

        // When
        var answer = hub.put("/v1/uploads/large?sha256=" + HEX, large);

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"an upload must have at most 1000000 bytes (DDNN_HUB_MAX_MODEL_SIZE); "
                        + "this one has more\"}");
    }

    @Test
    void sizeAboveTheCapIsRefusedWhereNoSizeIsAnnounced() throws Exception {
        // Given
        byte[] large = new byte[TestHub.MAX_MODEL_SIZE + 1];
        var request = HttpRequest.newBuilder(base.resolve("/v1/uploads/large?sha256=" + HEX))
                .PUT(HttpRequest.BodyPublishers.ofByteArrays(List.of(large)))
                .build();

        // When
        var answer = hub.send(request, HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(halfWritten()).isEmpty();
    }

    @Test
    void onlySoManyUploadsAreTakenAtOnceAndBrokenOnesGiveTheirTurnBack() throws Exception {
        // Given
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                slow.add(slowUpload());
            }

            // When
            var refused = putUntil(503, () -> slow.add(slowUpload()));

            // Then
            assertThat(refused.body()).isEqualTo("{\"error\":\"4 uploads are under way already; try again\"}");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(putUntil(201, () -> {}).body()).contains("hub:turn");
        awaitNothingHalfWritten();
    }

    /** The hub has noticed that each of the slow ones is gone: the next test finds nothing of theirs. */
    private void awaitNothingHalfWritten() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!halfWritten().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(halfWritten()).isEmpty();
    }

    private List<Path> halfWritten() throws IOException {
        try (Stream<Path> left = Files.list(config.dataDir().resolve("uploads/.incoming"))) {
            return left.toList();
        }
    }

    private Socket slowUpload() {
        try {
            Socket socket = new Socket(base.getHost(), base.getPort());
            String head = "PUT /v1/uploads/slow?sha256=%s HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\nx";
            socket.getOutputStream().write(head.formatted(HEX).getBytes(StandardCharsets.UTF_8));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Uploads and slow ones come and go in their own time, but soon.
     *
     * @param meanwhile after each answer with another status: this upload may have had the turn of a slow one
     */
    private HttpResponse<String> putUntil(int status, Runnable meanwhile) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        HttpResponse<String> answer = hub.put("/v1/uploads/turn?sha256=" + HEX, MODEL);
        while (answer.statusCode() != status && System.nanoTime() < end) {
            meanwhile.run();
            answer = hub.put("/v1/uploads/turn?sha256=" + HEX, MODEL);
        }
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2F..%2Fetc", "%2Fetc", "..", "Upper", "a.b", "-a", "a%00", "%2e%2e", ".incoming"})
    void nameThatIsNoLabelIsRefused(String name) {
        // When
        var answer = hub.put("/v1/uploads/" + name + "?sha256=" + HEX, MODEL);

        // Then
        assertThat(answer.statusCode()).isIn(400, 404, 405);
        assertThat(answer.body()).doesNotContain("201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?sha256=", "?sha256=..%2F..", "?sha256=ABCD"})
    void missingOrWrongDigestIsRefused(String query) {
        // When
        var answer = hub.put("/v1/uploads/digits" + query, MODEL);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the query parameter sha256 must be 64 lower-case hex digits; found '");
    }
}
