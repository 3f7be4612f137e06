package dev.ddnn.hub.source;

import static dev.ddnn.hub.source.Scene.because;
import static dev.ddnn.hub.source.Scene.credentialsRefused;
import static dev.ddnn.hub.source.SourceOutcomes.found;
import static dev.ddnn.hub.source.SourceOutcomes.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.hub.verify.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models behind a password or a token. */
class CredentialsTest {
    private static final byte[] MODEL = "a model".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(MODEL);
    private static final String PASSWORD = "open-sesame";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path keys;

    private static SSLContext tls;

    @TempDir
    Path directory;

    private LockedServer server;
    private Scene scene;

    @BeforeAll
    static void certify() throws Exception {
        tls = SelfSigned.context(keys);
    }

    @BeforeEach
    void start() throws Exception {
        server = LockedServer.start(tls).serves("/basic", MODEL, BASIC).serves("/bearer", MODEL, "Bearer t0ken");
        scene = new Scene(directory, tls);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void userNameAndPasswordAreShown() {
        scene.secret("models", "username", "ann", "password", PASSWORD + "\n");

        assertThat(found(scene.find(server.uri("/basic"), DIGEST, "models")).file())
                .hasBinaryContent(MODEL);
    }

    @Test
    void aTokenIsShown() {
        scene.secret("models", "token", "t0ken");

        assertThat(found(scene.find(server.uri("/bearer"), DIGEST, "models")).file())
                .hasBinaryContent(MODEL);
    }

    @Test
    void aWrongPasswordIsSaidWithoutThePassword() {
        scene.secret("models", "username", "ann", "password", "wrong-one");

        String message = credentialsRefused(scene.find(server.uri("/basic"), DIGEST, "models"));

        assertThat(message)
                .isEqualTo("%s answered 401: it does not accept the user name and password of Secret 'models'"
                        .formatted(server.uri("/basic")));
    }

    @Test
    void aSourceThatWantsCredentialsIsSaidToWantThem() {
        assertThat(credentialsRefused(scene.find(server.uri("/basic"), DIGEST, null)))
                .isEqualTo(
                        "%s answered 401: it wants credentials. Name a Secret in `spec.model.source.credentialsSecretRef`."
                                .formatted(server.uri("/basic")));
    }

    @Test
    void aSecretWithOtherKeysNamesThemAndNotTheirValues() {
        scene.secret("models", "user", "ann", "passwort", PASSWORD);

        assertThat(credentialsRefused(scene.find(server.uri("/basic"), DIGEST, "models")))
                .isEqualTo(
                        "Secret 'models' must have the keys `username` and `password`, or `token`; found [passwort, user]");
        assertThat(server.shown()).isEmpty();
    }

    @Test
    void aTokenOfTwoLinesIsNotQuoted() {
        scene.secret("models", "token", "first\nsecond");

        assertThat(credentialsRefused(scene.find(server.uri("/bearer"), DIGEST, "models")))
                .isEqualTo("key `token` of Secret 'models' must be one line of printable ASCII without spaces");
    }

    @Test
    void credentialsDoNotFollowARedirectToAnotherHost() throws Exception {
        try (LockedServer other = LockedServer.start(tls).serves("/m", MODEL, BASIC)) {
            // Given
            scene.secret("models", "username", "ann", "password", PASSWORD);
            server.redirects("/moved", other.uri("/m"));

            // When
            SourceOutcome outcome = scene.find(server.uri("/moved"), DIGEST, "models");

            // Then
            assertThat(because(outcome, Cause.SourceUnavailable))
                    .isEqualTo(
                            "%s answered 401: the source redirects there, and credentials do not go to another host than 'localhost'"
                                    .formatted(other.uri("/m")));
            assertThat(server.shown()).containsExactly(BASIC);
            assertThat(other.shown()).containsExactly("none");
        }
    }

    @Test
    void credentialsFollowARedirectOnTheSameHost() {
        scene.secret("models", "username", "ann", "password", PASSWORD);
        server.redirects("/moved", URI.create("/basic"));

        assertThat(found(scene.find(server.uri("/moved"), DIGEST, "models")).file())
                .hasBinaryContent(MODEL);
    }

    @Test
    void aSecretForAnotherHostIsNotShown() {
        scene.secret("models", "username", "ann", "password", PASSWORD, "host", "models.example.com");

        assertThat(credentialsRefused(scene.find(server.uri("/basic"), DIGEST, "models")))
                .isEqualTo("Secret 'models' is for the host of its key `host` only, and the source is at '%s'"
                        .formatted(server.authority()));
        assertThat(server.shown()).isEmpty();
    }

    @Test
    void whoOnlyKnowsTheDigestDoesNotGetWhatAnotherSecretFetched() {
        // Given
        scene.secret("models", "username", "ann", "password", PASSWORD);
        found(scene.find(server.uri("/basic"), DIGEST, "models"));

        // When
        SourceOutcome withoutSecret = scene.find(server.uri("/basic"), DIGEST, null);
        SourceOutcome otherAddress = scene.find(server.uri("/elsewhere"), DIGEST, null);
        SourceOutcome otherNamespace = scene.find(server.uri("/basic"), DIGEST, "country", "models");

        // Then
        assertThat(credentialsRefused(withoutSecret)).contains("wants credentials");
        assertThat(because(otherAddress, Cause.SourceUnavailable)).contains("answered 404");
        assertThat(credentialsRefused(otherNamespace)).isEqualTo("no models");
    }

    @Test
    void whoNamesTheSameSecretGetsItOutOfTheCache() {
        // Given
        scene.secret("models", "username", "ann", "password", PASSWORD);
        found(scene.find(server.uri("/basic"), DIGEST, "models"));

        // When
        found(scene.find(server.uri("/basic"), DIGEST, "models"));

        // Then
        assertThat(server.shown()).hasSize(1);
    }

    @Test
    void anUploadNeedsNoCredentials() {
        assertThat(problems(scene.find("hub:digits", DIGEST, "models")))
                .containsExactly(new Problem(
                        "spec.model.source.credentialsSecretRef",
                        "must not be set for an upload, which needs no credentials"));
    }

    @Test
    void aMissingSecretIsRefused() {
        assertThat(credentialsRefused(scene.find(server.uri("/basic"), DIGEST, "absent")))
                .isEqualTo("no absent");
    }
}
