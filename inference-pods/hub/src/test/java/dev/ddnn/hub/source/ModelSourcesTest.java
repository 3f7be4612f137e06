package dev.ddnn.hub.source;

import static dev.ddnn.hub.source.SourceOutcomes.found;
import static dev.ddnn.hub.source.SourceOutcomes.problems;
import static dev.ddnn.hub.source.SourceOutcomes.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.cut.CutRequest.Source;
import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Chunks;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.VerifiedFolder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSourcesTest {
    private static final byte[] MODEL = "a model".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(MODEL);

    @TempDir
    Path root;

    private Uploads uploads;
    private ModelSources sources;

    @BeforeEach
    void open() throws IOException {
        uploads = new Uploads(new VerifiedFolder(root.resolve("uploads")), 100, 1000);
        BoundedCache cache = new BoundedCache(new VerifiedFolder(root.resolve("cache")), 1000, Clock.systemUTC());
        TargetRule rule = new TargetRule(true);
        FetchLimits limits = new FetchLimits(100, Duration.ofSeconds(20), Duration.ofSeconds(20));
        HttpFetcher fetcher = new HttpFetcher(HttpClient.newHttpClient(), rule, limits, cache);
        sources = new ModelSources(uploads, cache, NoSecrets.sources(rule, fetcher), "http://hub:8080");
    }

    @Test
    void uploadIsFound() throws IOException {
        // Given
        uploads.take("digits", DIGEST, -1, Chunks.of(MODEL));

        // When
        var outcome = find("hub:digits");

        // Then
        assertThat(found(outcome).file()).hasBinaryContent(MODEL);
    }

    @Test
    void missingUploadSaysHowToPutItThere() {
        assertThat(unavailable(find("hub:digits")))
                .isEqualTo("upload 'digits' with %s is not here; put it here with: ".formatted(DIGEST)
                        + "curl -fT FILE 'http://hub:8080/v1/uploads/digits?sha256=%s'".formatted(DIGEST.hex()));
    }

    @Test
    void uploadOfOtherBytesIsNamed() throws IOException {
        // Given
        byte[] other = "another".getBytes(StandardCharsets.UTF_8);
        uploads.take("digits", Digest.of(other), -1, Chunks.of(other));

        // When
        var outcome = find("hub:digits");

        // Then
        assertThat(unavailable(outcome))
                .startsWith("upload 'digits' with %s is not here (there is %s); put it here with: curl"
                        .formatted(DIGEST, Digest.of(other)));
    }

    @Test
    void modelIsFetchedOnce() throws IOException {
        try (ModelServer server = ModelServer.start(null).serves("/m", MODEL)) {
            // Given
            String uri = server.uri("/m").toString();
            found(find(uri));

            // When
            var again = find(uri);

            // Then
            assertThat(found(again).file()).hasBinaryContent(MODEL);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void damagedCacheFileIsFetchedAgain() throws IOException {
        try (ModelServer server = ModelServer.start(null).serves("/m", MODEL)) {
            // Given
            Source source = new Source(server.uri("/m").toString(), DIGEST.hex());
            found(sources.find(source, (bytes, total) -> {}));

            // When
            var outcome = sources.damaged(source);

            // Then
            assertThat(unavailable(outcome))
                    .isEqualTo(
                            "the cached file with %s is damaged and was dropped; it is fetched again at the next request"
                                    .formatted(DIGEST));
            found(sources.find(source, (bytes, total) -> {}));
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void allProblemsAreToldAtOnce() {
        // When
        var outcome = sources.find(new Source("ftp://files.example/m", "ABC"), (bytes, total) -> {});

        // Then
        assertThat(problems(outcome))
                .containsExactly(
                        new Problem(
                                "spec.model.source.uri",
                                "must start with https://, http://, s3://, oci:// or hub:; found 'ftp://files.example/m'"),
                        new Problem("spec.model.source.sha256", "must be 64 lower-case hex digits; found 'ABC'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub:", "hub:../../etc/passwd", "hub:A", "hub://digits"})
    void uploadNameThatIsNoLabelIsRefused(String uri) {
        assertThat(problems(find(uri)))
                .containsExactly(new Problem(
                        "spec.model.source.uri",
                        "must be hub: and a DNS label of at most 63 characters; found '%s'".formatted(uri)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a uri", "https://exa mple/m", "%%%"})
    void textThatIsNoUriIsRefused(String uri) {
        assertThat(problems(find(uri)))
                .containsExactly(new Problem(
                        "spec.model.source.uri",
                        "must start with https://, http://, s3://, oci:// or hub:; found '%s'".formatted(uri)));
    }

    private SourceOutcome find(String uri) {
        return sources.find(new Source(uri, DIGEST.hex()), (bytes, total) -> {});
    }
}
