package dev.ddnn.hub.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.contract.cut.CutResponse.State;
import dev.ddnn.hub.verify.Digest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub that is told who the operator is, while no API server can be asked. */
@QuarkusTest
@TestProfile(CallerTest.OperatorIsKnown.class)
class CallerTest {
    public static class OperatorIsKnown implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ddnn.hub.operator", "system:serviceaccount:ddnn-system:ddnn-operator",
                    "quarkus.kubernetes-client.api-server-url", "http://127.0.0.1:1");
        }
    }

    @TestHTTPResource("/")
    URI base;

    private HubClient hub;

    @BeforeEach
    void client() {
        hub = new HubClient(base);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000, 200_000})
    void whoDoesNotSayWhoItIsGetsNoModelWhateverItAsks(int size) {
        // When
        HttpResponse<String> answer = hub.post("/v1/cuts", "x".repeat(size));

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"ddnn-hub\"");
        CutResponse response = ContractJson.read(answer.body(), CutResponse.class);
        assertThat(response.state()).isEqualTo(State.Unavailable);
        assertThat(response.cause()).isEqualTo(Cause.OperatorRefused);
        assertThat(response.message())
                .startsWith("models are fetched for 'system:serviceaccount:ddnn-system:ddnn-operator' alone, ");
    }

    @Test
    void whileNobodyCanSayWhoseATokenIsItIsWorthAskingAgain() {
        // When
        HttpResponse<String> answer = hub.send(
                HttpRequest.newBuilder(base.resolve("/v1/cuts"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .header("Authorization", "Bearer token")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        CutResponse response = ContractJson.read(answer.body(), CutResponse.class);
        assertThat(response.cause()).isNull();
        assertThat(response.message())
                .startsWith("the hub cannot tell who asks for a model, and asks again at the next request: ");
    }

    @Test
    void nobodyElseLetsAPodGo() {
        // Given
        String last = ContractJson.write(Reports.of("held", "a", "boot-1", 7).asLast());
        hub.post("/v1/reports", last);

        // When
        HttpResponse<String> answer = hub.post(
                "/v1/reports/folded", "{\"reports\":[{\"podUid\":\"uid-a\",\"bootId\":\"boot-1\",\"sequence\":7}]}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(hub.post("/v1/reports", last).statusCode()).isEqualTo(202);
    }

    @Test
    void whatNamesNoSecretIsForEverybody() {
        // Given
        byte[] model = TwoViews.withWeights(11).bytes();

        // When / Then
        assertThat(hub.put("/v1/uploads/open?sha256=" + Digest.of(model).hex(), model)
                        .statusCode())
                .isEqualTo(201);
        assertThat(hub.get("/v1/sections/" + Digest.of(model)).statusCode()).isEqualTo(404);
        assertThat(hub.get("/v1/reports?namespace=city&ddnn=digits").statusCode())
                .isEqualTo(200);
        assertThat(hub.get("/q/health/ready").statusCode()).isEqualTo(200);
    }
}
