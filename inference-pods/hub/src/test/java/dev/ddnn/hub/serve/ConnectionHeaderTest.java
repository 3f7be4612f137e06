package dev.ddnn.hub.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What a refusal whose request body was not read says about the connection. */
@QuarkusTest
class ConnectionHeaderTest {
    @TestHTTPResource("/v1/uploads/large")
    URI upload;

    @Test
    void unreadBodyEndsAnHttp1Connection() throws Exception {
        // When
        var answer = refused(HttpClient.Version.HTTP_1_1);

        // Then
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("connection")).hasValue("close");
    }

    @Test
    void http2HasNoSuchHeaderAndAJdkThatChecksTakesTheAnswer() throws Exception {
        // When
        var answer = refused(HttpClient.Version.HTTP_2);

        // Then
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("connection")).isEmpty();
    }

    private HttpResponse<String> refused(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        HttpRequest withoutDigest = HttpRequest.newBuilder(upload)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[TestHub.MAX_MODEL_SIZE]))
                .build();
        return client.send(withoutDigest, HttpResponse.BodyHandlers.ofString());
    }
}
