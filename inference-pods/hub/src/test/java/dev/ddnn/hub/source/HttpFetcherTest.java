package dev.ddnn.hub.source;

import static dev.ddnn.hub.source.SourceOutcomes.found;
import static dev.ddnn.hub.source.SourceOutcomes.problems;
import static dev.ddnn.hub.source.SourceOutcomes.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.VerifiedFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFetcherTest {
    private static final byte[] MODEL = bytes(300_000);
    private static final Digest DIGEST = Digest.of(MODEL);
    private static final long CAP = 400_000;
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONG).build();
    private ModelServer server;

    @BeforeEach
    void start() throws Exception {
        server = ModelServer.start(null);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        try (Stream<Path> left = Files.list(directory.resolve(".incoming"))) {
            assertThat(left).as("half-written files").isEmpty();
        }
    }

    @Test
    void modelIsFetchedAndProgressTold() throws Exception {
        // Given
        URI uri = server.serves("/m", MODEL).uri("/m");
        long[] last = new long[2];

        // When
        var outcome = fetcher(LONG, LONG).fetch(uri, DIGEST, (bytes, total) -> {
            last[0] = bytes;
            last[1] = total;
        });

        // Then
        assertThat(Files.readAllBytes(found(outcome).file())).isEqualTo(MODEL);
        assertThat(last).containsExactly(MODEL.length, MODEL.length);
    }

    @Test
    void modelOfUnknownLengthIsFetched() throws Exception {
        // When
        var outcome = fetch(server.streams("/m", MODEL).uri("/m"));

        // Then
        assertThat(Files.readAllBytes(found(outcome).file())).isEqualTo(MODEL);
    }

    @Test
    void redirectsAreFollowedRelativeOnesToo() throws Exception {
        // Given
        server.redirects("/a", "/b")
                .redirects("/b", server.uri("/m").toString())
                .serves("/m", MODEL);

        // When
        var outcome = fetch(server.uri("/a"));

        // Then
        assertThat(Files.readAllBytes(found(outcome).file())).isEqualTo(MODEL);
    }

    @Test
    void otherDigestIsRefused() throws Exception {
        // Given
        byte[] other = bytes(1000);

        // When
        var outcome = fetch(server.serves("/m", other).uri("/m?token=secret"));

        // Then
        assertThat(problems(outcome))
                .containsExactly(new Problem(
                        "spec.model.source.sha256",
                        "must be the digest of the model; %s has '%s', expected '%s'"
                                .formatted(server.uri("/m"), Digest.of(other).hex(), DIGEST.hex())));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void modelAboveTheCapIsRefused(boolean announced) throws Exception {
        // Given
        byte[] large = bytes(400_001);
        URI uri = (announced ? server.serves("/m", large) : server.streams("/m", large)).uri("/m");

        // When
        var outcome = fetch(uri);

        // Then
        assertThat(problems(outcome))
                .containsExactly(new Problem(
                        "spec.model.source.uri",
                        "must lead to a model of at most 400000 bytes (DDNN_HUB_MAX_MODEL_SIZE); %s is larger"
                                .formatted(uri)));
    }

    @Test
    void truncatedBodyIsUnavailable() throws Exception {
        // Given
        URI uri = server.truncates("/m", MODEL).uri("/m");

        // When
        var outcome = fetch(uri);

        // Then
        assertThat(unavailable(outcome))
                .startsWith("cannot read %s: ".formatted(uri))
                .contains("300000", "150000");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 204})
    void otherStatusIsUnavailable(int status) throws Exception {
        // Given
        URI uri = server.answers("/m", status).uri("/m");

        // When
        var outcome = fetch(uri);

        // Then
        assertThat(unavailable(outcome)).isEqualTo("cannot read %s: answered %d instead of 200".formatted(uri, status));
    }

    @Test
    void silenceWithinTheBodyHasAnEnd() throws Exception {
        // Given: a connection that is open already, so that the answer comes well within the limit of its body
        HttpFetcher fetcher = fetcher(Duration.ofMillis(2000), LONG);
        unavailable(fetch(server.answers("/opens", 404).uri("/opens")));
        URI uri = server.stallsIn("/m", MODEL).uri("/m");

        // When
        var outcome = fetcher.fetch(uri, DIGEST, (bytes, total) -> {});

        // Then
        assertThat(unavailable(outcome)).isEqualTo("cannot read %s: no bytes for 2000 ms".formatted(uri));
    }

    @Test
    void silenceBeforeTheAnswerHasAnEnd() throws Exception {
        // Given
        URI uri = server.stallsBefore("/m").uri("/m");

        // When
        var outcome = fetcher(Duration.ofMillis(200), LONG).fetch(uri, DIGEST, (bytes, total) -> {});

        // Then
        assertThat(unavailable(outcome)).isEqualTo("cannot read %s: no answer for 200 ms".formatted(uri));
    }

    @Test
    void trickleHasAnEnd() throws Exception {
        // Given
        URI uri = server.trickles("/m").uri("/m");

        // When
        var outcome = fetcher(LONG, Duration.ofMillis(400)).fetch(uri, DIGEST, (bytes, total) -> {});

        // Then
        assertThat(unavailable(outcome))
                .isEqualTo("cannot read %s: not complete after 400 ms (DDNN_HUB_FETCH_TIMEOUT)".formatted(uri));
    }

    @Test
    void redirectToWhereTheHubMayNotGoIsRefused() throws Exception {
        // Given
        URI uri = server.redirects("/m", "ftp://user:pw@files.example/m").uri("/m");

        // When
        var outcome = fetch(uri);

        // Then
        assertThat(problems(outcome))
                .containsExactly(new Problem(
                        "spec.model.source.uri",
                        uri
                                + " redirects to where the hub may not go: it must start with https://, http://, s3://, oci://"
                                + " or hub:; found 'ftp://files.example/m'"));
    }

    @Test
    void redirectsWithoutEndAreUnavailable() throws Exception {
        // Given
        URI uri = server.redirects("/m", "/m").uri("/m");

        // When
        var outcome = fetch(uri);

        // Then
        assertThat(unavailable(outcome)).isEqualTo("cannot read %s: more than 5 redirects".formatted(uri));
        assertThat(server.requests()).isEqualTo(6);
    }

    @Test
    void closedPortIsUnavailable() throws Exception {
        // Given
        URI uri = server.uri("/m");
        server.close();

        // When
        var outcome = fetch(uri);

        // Then
        assertThat(unavailable(outcome))
                .startsWith("cannot read %s: ".formatted(uri))
                .contains("onnect");
    }

    private SourceOutcome fetch(URI uri) throws Exception {
        return fetcher(LONG, LONG).fetch(uri, DIGEST, (bytes, total) -> {});
    }

    private HttpFetcher fetcher(Duration read, Duration total) throws Exception {
        BoundedCache cache = new BoundedCache(new VerifiedFolder(directory), 1_000_000, Clock.systemUTC());
        return new HttpFetcher(client, new TargetRule(true), new FetchLimits(CAP, read, total), cache);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
