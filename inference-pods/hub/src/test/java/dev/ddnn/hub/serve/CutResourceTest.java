package dev.ddnn.hub.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.ResolvedExit;
import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.hub.HubConfig;
import dev.ddnn.hub.source.ModelServer;
import dev.ddnn.hub.verify.Digest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CutResourceTest {
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
    void uploadedModelIsCutAndItsSectionsServedByDigest() {
        // Given
        byte[] model = TwoViews.withWeights(1).bytes();
        upload("cut", model);

        // When
        HttpResponse<String> answer = post(TwoViews.request("hub:cut", model));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        CutReport report = response(answer).report();
        assertThat(report.modelDigest()).isEqualTo(Digest.of(model).toString());
        assertThat(report.sections())
                .extracting(CutReport.SectionCut::name)
                .containsExactly("camera", "gateway", "cloud");
        assertThat(report.sections())
                .extracting(CutReport.SectionCut::role)
                .containsExactly(SectionRole.Below, SectionRole.Deciding, SectionRole.Above);
        assertThat(report.sections())
                .extracting(CutReport.SectionCut::uplinkBytes)
                .containsExactly(32L, 16L, 0L);
        assertThat(report.sections().get(0).branches())
                .extracting(BranchCut::name)
                .containsExactly("view0", "view1");
        assertThat(report.sections().get(1).exit()).isEqualTo(new ResolvedExit("gateway/logits", "0.25", 3));
        assertThat(fetch(report)).hasSize(4);
    }

    @Test
    void lostCacheIsMadeAgainWithTheSameBytes() throws Exception {
        // Given
        byte[] model = TwoViews.withWeights(2).bytes();
        upload("lost", model);
        CutRequest request = TwoViews.request("hub:lost", model);
        CutReport report = response(post(request)).report();
        Map<String, String> before = fetch(report);
        for (String digest : before.keySet()) {
            Files.delete(cached(digest));
        }
        String first = before.keySet().iterator().next();
        HttpResponse<String> lost = hub.get("/v1/sections/" + first);
        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.body())
                .isEqualTo("{\"error\":\"no section with %s is held: it was not cut yet, or was dropped; POST the cut "
                                .formatted(first)
                        + "request to /v1/cuts, as the operator does every few seconds, and ask again\"}");

        // When
        CutReport again = response(post(request)).report();

        // Then
        assertThat(again).isEqualTo(report);
        assertThat(fetch(again)).isEqualTo(before);
    }

    @Test
    void whoHasASectionIsNotSentItAgain() {
        // Given
        byte[] model = TwoViews.withWeights(3).bytes();
        upload("etag", model);
        CutReport report = response(post(TwoViews.request("hub:etag", model))).report();
        String path =
                "/v1/sections/" + report.sections().get(0).branches().get(0).digest();
        String tag = hub.bytes(path).headers().firstValue("ETag").orElseThrow();

        // When
        var answer = hub.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("If-None-Match", tag)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        // Then
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void modelIsFetchedFromItsUri() throws Exception {
        // Given
        byte[] model = TwoViews.withWeights(4).bytes();
        try (ModelServer server = ModelServer.start(null).serves("/m", model)) {
            CutRequest request = TwoViews.request(server.uri("/m").toString(), model);

            // When
            HttpResponse<String> answer = post(request);

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(fetch(response(answer).report())).hasSize(4);
        }
    }

    @Test
    void slowModelIsOnItsWay() throws Exception {
        // Given
        byte[] model = TwoViews.withWeights(5).bytes();
        CutResponse halfWay = CutResponse.fetching("fetched 1 of 1 MB");
        try (ModelServer server = ModelServer.start(null).stallsIn("/m", model)) {
            String json = ContractJson.write(TwoViews.request(server.uri("/m").toString(), model));

            // When
            HttpResponse<String> answer = hub.post("/v1/cuts", json);
            for (int i = 0; i < 10 && !response(answer).equals(halfWay); i++) {
                answer = hub.post("/v1/cuts", json);
            }

            // Then
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(response(answer)).isEqualTo(halfWay);
        }
    }

    @Test
    void missingModelIsUnavailableWithTheStatus() throws Exception {
        // Given
        byte[] model = TwoViews.withWeights(6).bytes();
        try (ModelServer server = ModelServer.start(null).answers("/m", 404)) {
            // When
            HttpResponse<String> answer = post(TwoViews.request(server.uri("/m").toString(), model));

            // Then
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(response(answer))
                    .isEqualTo(CutResponse.unavailable(
                            CutResponse.Cause.SourceUnavailable,
                            "cannot read %s: answered 404 instead of 200".formatted(server.uri("/m"))));
        }
    }

    @Test
    void missingUploadIsUnavailableUntilItIsThere() {
        // Given
        byte[] model = TwoViews.withWeights(7).bytes();
        CutRequest request = TwoViews.request("hub:later", model);
        HttpResponse<String> before = post(request);
        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(response(before).message())
                .isEqualTo("upload 'later' with %s is not here; put it here with: ".formatted(Digest.of(model))
                        + "curl -fT FILE 'http://hub.test:8080/v1/uploads/later?sha256=%s'"
                                .formatted(Digest.of(model).hex()));

        // When
        upload("later", model);

        // Then
        assertThat(post(request).statusCode()).isEqualTo(200);
    }

    private void upload(String name, byte[] model) {
        var answer = hub.put(
                "/v1/uploads/%s?sha256=%s".formatted(name, Digest.of(model).hex()), model);
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> post(CutRequest request) {
        return hub.cut(ContractJson.write(request));
    }

    private static CutResponse response(HttpResponse<String> answer) {
        return ContractJson.read(answer.body(), CutResponse.class);
    }

    /** Each section's digest with the digest of what is served. */
    private Map<String, String> fetch(CutReport report) {
        Map<String, String> files = new TreeMap<>();
        for (CutReport.SectionCut section : report.sections()) {
            for (BranchCut branch : section.branches()) {
                var answer = hub.bytes("/v1/sections/" + branch.digest());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("ETag")).hasValue("\"" + branch.digest() + "\"");
                assertThat(answer.body()).hasSize(Math.toIntExact(branch.sizeBytes()));
                files.put(branch.digest(), Digest.of(answer.body()).toString());
            }
        }
        assertThat(files.keySet()).containsExactlyElementsOf(files.values());
        return files;
    }

    private Path cached(String digest) throws IOException {
        return config.dataDir()
                .resolve("cache/sections")
                .resolve(Digest.parse(digest).hex());
    }
}
