package dev.ddnn.hub.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.hub.verify.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadCommandTest {
    private static final String FORWARDED = "curl --retry 9 --retry-connrefused -fT FILE 'http://localhost:8080";

    @ParameterizedTest
    @CsvSource({
        "http://hub.ddnn-system.svc:8080, kubectl -n ddnn-system port-forward service/hub 8080:8080 &",
        "http://hub.city.svc.cluster.local:9000, kubectl -n city port-forward service/hub 8080:9000 &",
        "http://hub.city.svc, kubectl -n city port-forward service/hub 8080:80 &",
    })
    void goesThroughThePortOfAService(String url, String forward) {
        // Given
        var digest = Digest.of("model".getBytes(StandardCharsets.UTF_8));

        // When
        var line = new UploadCommand(url).line("digits", digest);

        // Then
        assertThat(line).isEqualTo(forward + " " + FORWARDED + "/v1/uploads/digits?sha256=%s'".formatted(digest.hex()));
    }

    @ParameterizedTest
    @CsvSource({"http://hub.example.com:8080", "http://127.18.0.4:8080"})
    void callsAnyOtherAddressAsItIs(String url) {
        // Given
        var digest = Digest.of("model".getBytes(StandardCharsets.UTF_8));

        // When
        var line = new UploadCommand(url).line("digits", digest);

        // Then
        assertThat(line).isEqualTo("curl -fT FILE '%s/v1/uploads/digits?sha256=%s'".formatted(url, digest.hex()));
    }
}
