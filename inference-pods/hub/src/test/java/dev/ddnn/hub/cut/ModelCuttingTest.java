package dev.ddnn.hub.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.State;
import dev.ddnn.hub.ManualClock;
import dev.ddnn.hub.serve.TwoViews;
import dev.ddnn.hub.source.FetchLimits;
import dev.ddnn.hub.source.HttpFetcher;
import dev.ddnn.hub.source.ModelSources;
import dev.ddnn.hub.source.NoSecrets;
import dev.ddnn.hub.source.TargetRule;
import dev.ddnn.hub.source.Uploads;
import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Chunks;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.VerifiedFolder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCuttingTest {
    private static final byte[] MODEL = TwoViews.withWeights(1).bytes();
    private static final Digest DIGEST = Digest.of(MODEL);
    private static final CutRequest REQUEST = TwoViews.request("hub:digits", MODEL);
    private static final long PLENTY = 1_000_000;

    @TempDir
    Path root;

    private Uploads uploads;

    @BeforeEach
    void upload() throws IOException {
        uploads = new Uploads(new VerifiedFolder(root.resolve("uploads")), PLENTY, PLENTY);
        put();
    }

    @Test
    void cutIsHeldAsLongAsItsSectionsAre() throws IOException {
        // Given
        ModelCutting cutting = cutting(PLENTY, PLENTY);
        CutResponse cut = run(cutting);
        assertThat(cut.state()).isEqualTo(State.Cut);
        assertThat(cutting.holds(cut)).isTrue();

        // When
        String digest = cut.report().sections().get(2).branches().get(0).digest();
        Files.delete(root.resolve("cache/sections").resolve(Digest.parse(digest).hex()));

        // Then
        assertThat(cutting.holds(cut)).isFalse();
    }

    @Test
    void modelThatNeedsMoreMemoryThanThereIsSaysSo() throws IOException {
        // When
        CutResponse response = run(cutting(1_000, PLENTY));

        // Then
        assertThat(response)
                .isEqualTo(CutResponse.unavailable(("cutting this model of %d bytes takes about %d bytes of memory and "
                                + "the hub has 1000: raise its memory limit")
                        .formatted(MODEL.length, 4 * MODEL.length)));
    }

    @Test
    void sectionsThatDoNotFitSaySo() throws IOException {
        // Given
        CutResponse cut = run(cutting(PLENTY, PLENTY));
        long needed = cut.report().sections().stream()
                .flatMap(section -> section.branches().stream())
                .mapToLong(branch -> branch.sizeBytes())
                .sum();

        // When
        CutResponse response = run(cutting(PLENTY, 100));

        // Then
        assertThat(response)
                .isEqualTo(
                        CutResponse.unavailable(("the sections of this model have %d bytes and the hub's cache takes "
                                        + "100: raise DDNN_HUB_MAX_CACHE_SIZE")
                                .formatted(needed)));
    }

    @Test
    void damagedUploadIsNotCutUntilItIsUploadedAgain() throws IOException {
        // Given
        Files.write(root.resolve("uploads/digits").resolve(DIGEST.hex()), new byte[10]);
        ModelCutting cutting = cutting(PLENTY, PLENTY);

        // When
        CutResponse damaged = run(cutting);
        put();

        // Then
        assertThat(damaged)
                .isEqualTo(CutResponse.unavailable(
                        CutResponse.Cause.UploadMissing,
                        ("the file of upload 'digits' with %s is damaged; put it here with: "
                                        + "curl -fT FILE 'http://hub:8080/v1/uploads/digits?sha256=%s'")
                                .formatted(DIGEST, DIGEST.hex())));
        assertThat(run(cutting).state()).isEqualTo(State.Cut);
    }

    private void put() throws IOException {
        uploads.take("digits", DIGEST, MODEL.length, Chunks.of(MODEL));
    }

    private static CutResponse run(ModelCutting cutting) {
        return cutting.run(REQUEST, new Progress()).response();
    }

    private ModelCutting cutting(long heapBytes, long cacheBytes) throws IOException {
        VerifiedFolder folder = new VerifiedFolder(root.resolve("cache"));
        BoundedCache cache = new BoundedCache(folder, cacheBytes, new ManualClock());
        TargetRule rule = new TargetRule(false);
        FetchLimits limits = new FetchLimits(PLENTY, Duration.ofSeconds(20), Duration.ofSeconds(20));
        HttpFetcher fetcher = new HttpFetcher(HttpClient.newHttpClient(), rule, limits, cache);
        ModelSources sources = new ModelSources(uploads, cache, NoSecrets.sources(rule, fetcher), "http://hub:8080");
        return new ModelCutting(sources, new SectionStore(cache), heapBytes);
    }
}
