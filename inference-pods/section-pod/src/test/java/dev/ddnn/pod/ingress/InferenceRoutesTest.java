package dev.ddnn.pod.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.pod.testing.Await;
import dev.ddnn.pod.testing.Http;
import dev.ddnn.pod.testing.SingleSection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SingleSection.class)
class InferenceRoutesTest {
    private static final String INFER = "/v2/models/tiny/infer";

    @TestHTTPResource("/")
    URI base;

    private Http http;

    @BeforeEach
    void ready() {
        http = new Http(base);
        Await.until("the pod is ready", () -> http.get("/q/health/ready").statusCode() == 200);
    }

    private static String input(String name, String data) {
        return "{\"name\":\"%s\",\"datatype\":\"UINT8\",\"shape\":[1,4],\"data\":%s}".formatted(name, data);
    }

    private static String request(String... inputs) {
        return "{\"inputs\":[" + String.join(",", inputs) + "]}";
    }

    @Test
    void answersJson() {
        // When
        var answer = http.post(INFER, request(input("view0", "[255,255,255,255]"), input("view1", "[[255,0,0,0]]")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"model_name\":\"tiny\",\"model_version\":\"r1\"")
                .contains("\"exit\":\"cloud\"")
                .contains("\"revision\":\"r1\",\"present\":\"11\",\"degraded\":false}")
                .contains("\"outputs\":[{\"name\":\"cloud/logits\",\"datatype\":\"FP32\",\"shape\":[1,2],"
                        + "\"data\":[2.0,-2.0]}]");
    }

    @Test
    void answersBinaryTensors() throws Exception {
        // Given
        var binary = "{\"name\":\"%s\",\"datatype\":\"UINT8\",\"shape\":[1,4],\"parameters\":{\"binary_data_size\":4}}";
        var json = "{\"id\":\"b1\",\"inputs\":[" + binary.formatted("view1") + "," + binary.formatted("view0") + "]}";
        var body = new ByteArrayOutputStream();
        body.write(json.getBytes(StandardCharsets.UTF_8));
        body.write(new byte[] {-1, -1, -1, -1, 0, -1, -1, -1});

        // When
        var answer = http.post(INFER, body.toByteArray(), json.length());

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":\"b1\"").contains("\"data\":[6.0,-6.0]");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        // When
        var answer = http.post(
                INFER,
                request(
                        input("view9", "[1,2,3,4]"),
                        "{\"name\":\"view0\",\"datatype\":\"FP32\",\"shape\":[1,1,4],\"data\":[1,2,3]}"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"`inputs[0].name` must be one of [view0, view1]; found 'view9'; "
                        + "`inputs[1].datatype` must be 'UINT8'; found 'FP32'; "
                        + "`inputs[1].shape` must be [1,4]; found [1,1,4]; "
                        + "`inputs[1].data` must have 4 values; found 3; "
                        + "`inputs` must have 'view1'\"}");
    }

    @Test
    void refusesAnotherModel() {
        // When
        var answer = http.post("/v2/models/huge/infer", request());

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"model must be 'tiny'; found 'huge'\"}");
    }

    @Test
    void refusesARepeatedId() {
        // Given
        var sample = "{\"id\":\"twice\","
                + request(input("view0", "[1,1,1,1]"), input("view1", "[1,1,1,1]"))
                        .substring(1);
        var first = http.post(INFER, sample);

        // When
        var second = http.post(INFER, sample);

        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body())
                .isEqualTo(
                        "{\"error\":\"`id` 'twice' must not come again while its outcome may still be on its way\"}");
    }

    @Test
    void describesItself() {
        assertThat(http.get("/v2").body()).contains("binary_tensor_data");
        assertThat(http.get("/v2/health/live").body()).isEqualTo("{\"live\":true}");
        assertThat(http.get("/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
        assertThat(http.get("/v2/models/tiny/ready").statusCode()).isEqualTo(200);
        assertThat(http.get("/v2/models/tiny").body())
                .contains("\"inputs\":[{\"name\":\"view0\",\"datatype\":\"UINT8\",\"shape\":[1,4]},");
        assertThat(http.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(http.get("/q/health/started").statusCode()).isEqualTo(200);
    }

    @Test
    void countsSamples() {
        // Given
        http.post(INFER, request(input("view0", "[1,1,1,1]"), input("view1", "[1,1,1,1]")));

        // When
        var metrics = http.get("/q/metrics").body();

        // Then
        assertThat(metrics)
                .contains("ddnn_samples_received_total")
                .contains("ddnn_samples_answered_total{exit=\"cloud\"}")
                .contains("ddnn_samples_refused_total{code=\"overloaded\"}")
                .contains("ddnn_stage_seconds_count{stage=\"section\"}");
    }
}
