package dev.ddnn.hub.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.hub.verify.Digest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CutRefusalTest {
    @TestHTTPResource("/")
    URI base;

    private HubClient hub;

    @BeforeEach
    void client() {
        hub = new HubClient(base);
    }

    @Test
    void fileThatIsNoModelIsRefused() {
        // Given
        byte[] model = "this is no model".getBytes(StandardCharsets.UTF_8);
        upload("none", model);

        // When
        HttpResponse<String> answer = post(TwoViews.request("hub:none", model));

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(response(answer).problems()).extracting(Problem::field).containsOnly("spec.model.source");
    }

    @Test
    void truncatedFileIsRefused() {
        // Given
        byte[] whole = TwoViews.withWeights(8).bytes();
        byte[] model = Arrays.copyOf(whole, whole.length / 2);
        upload("truncated", model);

        // When
        HttpResponse<String> answer = post(TwoViews.request("hub:truncated", model));

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(response(answer).problems()).extracting(Problem::field).containsOnly("spec.model.source");
    }

    @Test
    void newerOperatorsThanTheRuntimeTakesAreRefused() {
        // Given
        byte[] model = TwoViews.withWeights(9).opset(999).bytes();
        upload("newer", model);

        // When
        HttpResponse<String> answer = post(TwoViews.request("hub:newer", model));

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(response(answer).problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("999"));
    }

    @Test
    void impossibleCutIsRefusedWithAllItsProblems() {
        // Given
        byte[] model = TwoViews.withWeights(10).bytes();
        upload("impossible", model);
        String json = ContractJson.write(TwoViews.request("hub:impossible", model))
                .replace("view*/features", "view*/feature")
                .replace("\"gateway/logits\"", "\"gate/logits\"");

        // When
        HttpResponse<String> answer = hub.cut(json);

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(response(answer).problems())
                .extracting(Problem::field)
                .contains("spec.sections[0].output[0].tensors", "spec.sections[1].exit.logits");
    }

    @Test
    void missingFieldsAreNamedAllAtOnce() {
        // When
        var answer =
                hub.post("/v1/cuts", "{\"source\":{\"uri\":\"hub:a\"},\"sections\":[{\"outputs\":[{}],\"exit\":{}}]}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"not a valid CutRequest: missing source.sha256, sections[0].name, "
                                + "sections[0].outputs[0].tensors, sections[0].outputs[0].encoding, sections[0].exit.logits\"}");
    }

    @Test
    void nullInAListIsMissing() {
        // Given
        String json = "{\"source\":{\"uri\":\"hub:a\",\"sha256\":\"0\"},\"sections\":[null,"
                + "{\"name\":\"x\",\"outputs\":[{\"tensors\":[null],\"encoding\":\"Binary\"}]}]}";

        // When
        var answer = hub.post("/v1/cuts", json);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"not a valid CutRequest: missing sections[0], sections[1].outputs[0].tensors[0]\"}");
    }

    @Test
    void sectionIsAskedForByDigestOnly() {
        for (String path : List.of("..%2f..%2fuploads", "digits", "sha256:..%2f..", "sha256:ABC")) {
            // When
            var answer = hub.get("/v1/sections/" + path);

            // Then
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
        }
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
}
