package dev.ddnn.hub.source;

import static dev.ddnn.hub.source.SourceOutcomes.found;
import static dev.ddnn.hub.source.SourceOutcomes.problems;
import static dev.ddnn.hub.source.SourceOutcomes.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.hub.access.Authorities;
import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.VerifiedFolder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsFetcherTest {
    private static final byte[] MODEL = "a model".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path keys;

    private static SSLContext tls;
    private static ModelServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        tls = SelfSigned.context(keys);
        server = ModelServer.start(tls).serves("/m", MODEL);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void modelIsFetchedFromAServerThatIsTrusted() throws Exception {
        // When
        var outcome = fetch(HttpClient.newBuilder().sslContext(tls).build(), new TargetRule(true));

        // Then
        assertThat(found(outcome).file()).hasBinaryContent(MODEL);
    }

    @Test
    void serverThatIsNotTrustedIsUnavailable() throws Exception {
        // When
        var outcome = fetch(HttpClient.newHttpClient(), new TargetRule(true));

        // Then
        assertThat(unavailable(outcome)).startsWith("cannot read %s: ".formatted(server.uri("/m")));
        assertThat(unavailable(outcome)).contains("certification path").endsWith("in DDNN_HUB_CA_FILE");
    }

    @Test
    void authorityOfTheFileIsTrusted() throws Exception {
        // Given
        Path file = SelfSigned.pem(keys);

        // When
        var outcome =
                fetch(HttpClient.newBuilder().sslContext(Authorities.with(file)).build(), new TargetRule(true));

        // Then
        assertThat(found(outcome).file()).hasBinaryContent(MODEL);
    }

    @Test
    void loopbackIsRefused() throws Exception {
        // Given
        int before = server.requests();

        // When
        var outcome = fetch(HttpClient.newBuilder().sslContext(tls).build(), new TargetRule(false));

        // Then
        assertThat(problems(outcome))
                .containsExactly(new Problem(
                        "spec.model.source.uri",
                        "must not lead to a loopback, link-local or multicast address; 'localhost' is 127.0.0.1"));
        assertThat(server.requests()).isEqualTo(before);
    }

    private SourceOutcome fetch(HttpClient client, TargetRule rule) throws Exception {
        Duration limit = Duration.ofSeconds(20);
        BoundedCache cache = new BoundedCache(new VerifiedFolder(directory), 1_000, Clock.systemUTC());
        return new HttpFetcher(client, rule, new FetchLimits(1_000, limit, limit), cache)
                .fetch(server.uri("/m"), Digest.of(MODEL), (bytes, total) -> {});
    }
}
