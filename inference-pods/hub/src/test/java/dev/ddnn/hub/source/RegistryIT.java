package dev.ddnn.hub.source;

import static dev.ddnn.hub.source.Scene.because;
import static dev.ddnn.hub.source.Scene.credentialsRefused;
import static dev.ddnn.hub.source.SourceOutcomes.found;
import static dev.ddnn.hub.source.SourceOutcomes.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.controlplane.junit.Needs;
import dev.ddnn.hub.verify.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models in the registry of go-containerregistry: open, behind a password, and behind a token server. */
class RegistryIT {
    private static final byte[] MODEL = "a model in a layer".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(MODEL);
    private static final String PASSWORD = "open-sesame";

    @TempDir
    static Path shared;

    private static Crane crane;
    private static String manifest;

    @TempDir
    Path directory;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        Path program = Needs.orSkip(RegistryIT.class, Crane::program);
        crane = Crane.start(program, shared.resolve("crane.log"));
        manifest = crane.push("city/vehicles", "7", MODEL);
    }

    @AfterAll
    static void stop() {
        if (crane != null) {
            crane.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        scene = new Scene(directory, null);
    }

    @Test
    void aTagIsEnough() {
        assertThat(found(scene.find(at(crane.authority(), ":7"), DIGEST, null)).file())
                .hasBinaryContent(MODEL);
    }

    @Test
    void aDigestIsEnough() {
        assertThat(found(scene.find(at(crane.authority(), "@" + manifest), DIGEST, null))
                        .file())
                .hasBinaryContent(MODEL);
    }

    @Test
    void theDigestOfTheManifestCountsAndNotTheTagBesideIt() {
        assertThat(found(scene.find(at(crane.authority(), ":old@" + manifest), DIGEST, null))
                        .file())
                .hasBinaryContent(MODEL);
    }

    @Test
    void aLayerOfAnotherDigestIsNotTheModel() {
        Digest other = Digest.of(new byte[] {1});

        assertThat(problems(scene.find(at(crane.authority(), ":7"), other, null)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("spec.model.source.sha256");
                    assertThat(problem.message())
                            .isEqualTo(
                                    "must be the digest of a layer of http://%s/v2/city/vehicles/manifests/7; found %s"
                                            .formatted(crane.authority(), DIGEST));
                });
    }

    @Test
    void aTagThatIsNotThereIsSaid() {
        assertThat(because(scene.find(at(crane.authority(), ":8"), DIGEST, null), Cause.SourceUnavailable))
                .isEqualTo("cannot read http://%s/v2/city/vehicles/manifests/8: answered 404 instead of 200"
                        .formatted(crane.authority()));
    }

    @Test
    void aRegistryThatIsAwayIsSaid() {
        String nobody = "127.0.0.1:1";

        assertThat(because(scene.find(at(nobody, ":7"), DIGEST, null), Cause.SourceUnavailable))
                .startsWith("cannot read http://%s/v2/: ".formatted(nobody));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRegistryBehindALoginIsReadWithTheRightOne(boolean tokens) throws Exception {
        try (Gate gate = Gate.before(crane.authority(), "ann", PASSWORD, tokens)) {
            // Given
            String uri = at(gate.authority(), ":7");
            scene.secret("right", "username", "ann", "password", PASSWORD);
            scene.secret("wrong", "username", "ann", "password", "guess");
            scene.secret("docker", ".dockerconfigjson", docker(gate.authority(), "ann:" + PASSWORD));
            scene.secret("other", ".dockerconfigjson", docker("registry.example.com", "ann:" + PASSWORD));

            // When
            SourceOutcome right = scene.find(uri, DIGEST, "right");
            SourceOutcome docker = scene.find(uri, DIGEST, "docker");
            String wrong = credentialsRefused(scene.find(uri, DIGEST, "wrong"));
            String other = credentialsRefused(scene.find(uri, DIGEST, "other"));
            String nothing = credentialsRefused(scene.find(uri, DIGEST, null));

            // Then
            assertThat(found(right).file()).hasBinaryContent(MODEL);
            assertThat(found(docker).file()).hasBinaryContent(MODEL);
            assertThat(wrong)
                    .endsWith("answered 401: it does not accept the user name and password of Secret 'wrong'")
                    .doesNotContain("guess");
            assertThat(other)
                    .isEqualTo("Secret 'other' has no entry for registry '%s' in its key `.dockerconfigjson`"
                            .formatted(gate.authority()));
            assertThat(nothing).contains("answered 401: it wants credentials");
        }
    }

    private static String docker(String registry, String pair) {
        return "{\"auths\": {\"https://%s/v1/\": {\"auth\": \"%s\"}}}"
                .formatted(registry, Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private static String at(String authority, String reference) {
        return "oci://%s/city/vehicles%s".formatted(authority, reference);
    }
}
