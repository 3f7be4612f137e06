package dev.ddnn.hub.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.LastReports;
import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.contract.report.ReceivedReports;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReportResourceTest {
    @TestHTTPResource("/")
    URI base;

    private HubClient hub;

    @BeforeEach
    void client() {
        hub = new HubClient(base);
    }

    @Test
    void newestReportOfEachBootIsKeptWhateverTheOrder() {
        // Given
        for (long sequence : new long[] {1, 3, 2, 3}) {
            assertThat(hub.post("/v1/reports", ContractJson.write(Reports.of("order", "a", "boot-1", sequence)))
                            .statusCode())
                    .isEqualTo(204);
        }
        hub.post("/v1/reports", ContractJson.write(Reports.of("order", "a", "boot-2", 1)));
        hub.post("/v1/reports", ContractJson.write(Reports.of("other", "b", "boot-1", 1)));

        // When
        var answer = hub.get("/v1/reports?namespace=farm&ddnn=order");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        var received = ContractJson.read(answer.body(), ReceivedReports.class).reports();
        assertThat(received)
                .extracting(ReceivedReports.Received::report)
                .containsExactly(Reports.of("order", "a", "boot-1", 3), Reports.of("order", "a", "boot-2", 1));
        assertThat(received).allSatisfy(one -> assertThat(one.ageMillis()).isBetween(0L, 60_000L));
    }

    @Test
    void reportsOfOtherNamespacesAreNotShown() {
        // Given
        hub.post("/v1/reports", ContractJson.write(Reports.of("spaces", "a", "boot-1", 1)));

        // When
        var answer = hub.get("/v1/reports?namespace=elsewhere&ddnn=spaces");

        // Then
        assertThat(answer.body()).isEqualTo("{\"reports\":[]}");
    }

    @Test
    void aLastReportWaitsUntilItIsFolded() {
        // Given
        String last =
                ContractJson.write(Reports.of("last", "ending", "boot-1", 7).asLast());
        hub.post("/v1/reports", ContractJson.write(Reports.of("last", "going-on", "boot-1", 3)));

        // When / Then: the hub has it, and says so again
        for (int i = 0; i < 2; i++) {
            var answer = hub.post("/v1/reports", last);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"acknowledged\":0}");
        }
        assertThat(waiting()).containsExactly(new LastReport("farm", "last", "uid-ending", "boot-1", 7));

        // When: an earlier one is folded
        assertThat(folded(6).statusCode()).isEqualTo(204);

        // Then
        assertThat(hub.post("/v1/reports", last).body()).isEqualTo("{\"acknowledged\":6}");

        // When: it is itself
        assertThat(folded(7).statusCode()).isEqualTo(204);

        // Then
        assertThat(hub.post("/v1/reports", last).statusCode()).isEqualTo(204);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatSaysNotWhatIsFoldedIsRefused() {
        assertThat(hub.post("/v1/reports/folded", "{\"reports\":[{\"podUid\":\"u\"}]}")
                        .body())
                .isEqualTo("{\"error\":\"not a valid LastReports: missing reports[0].bootId, reports[0].sequence\"}");
    }

    @Test
    void fieldsOfANewerPodAreIgnored() {
        // Given
        String json = ContractJson.write(Reports.of("newer", "a", "boot-1", 1)).replaceFirst("\\{", "{\"newer\":true,");

        // When / Then
        assertThat(hub.post("/v1/reports", json).statusCode()).isEqualTo(204);
    }

    private List<LastReport> waiting() {
        return ContractJson.read(hub.get("/v1/reports/last").body(), LastReports.class).reports().stream()
                .filter(report -> report.ddnn().equals("last"))
                .toList();
    }

    private HttpResponse<String> folded(long sequence) {
        var folded = new LastReport("farm", "last", "uid-ending", "boot-1", sequence);
        return hub.post("/v1/reports/folded", ContractJson.write(new LastReports(List.of(folded))));
    }

    @Test
    void jsonThatIsNoneIsRefused() {
        // When
        var answer = hub.post("/v1/reports", "{\"podUid\": ");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not a valid PodReport: Unexpected end-of-input");
    }

    @Test
    void missingFieldsAreNamedAllAtOnce() {
        // When
        var answer = hub.post("/v1/reports", "{\"podUid\":\"u\",\"revisions\":[{\"revision\":\"r\"}],\"pod\":null}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"not a valid PodReport: missing bootId, sequence, pod, node, namespace, ddnn, "
                        + "section, branch, revisions[0].state, samples\"}");
    }

    @Test
    void unknownStateIsRefusedWithTheAllowedOnes() {
        // Given
        String json = ContractJson.write(Reports.of("enum", "a", "boot-1", 1)).replace("\"Loaded\"", "\"Warm\"");

        // When
        var answer = hub.post("/v1/reports", json);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not a valid PodReport", "Warm", "Failed", "Loaded", "Loading");
    }

    @Test
    void hugeBodyIsRefused() {
        // Given
        String json = "{\"podUid\":\"" + "x".repeat(20_000) + "\"}";

        // When
        var answer = hub.post("/v1/reports", json);

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("{\"error\":\"a PodReport must have at most 16384 bytes\"}");
    }
}
