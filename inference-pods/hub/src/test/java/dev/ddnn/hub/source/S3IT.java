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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models in an S3 store that checks signatures. */
class S3IT {
    private static final byte[] MODEL = "a model in a bucket".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(MODEL);

    @TempDir
    static Path shared;

    private static Moto moto;
    private static Moto.Key key;
    private static Moto.Key otherKey;

    @TempDir
    Path directory;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        Path program = Needs.orSkip(S3IT.class, Moto::program);
        moto = Moto.start(program, shared.resolve("moto.log"));
        moto.put("models", "city/vehicles%3D7%2B.onnx", MODEL);
        key = moto.user("reader", "s3:*");
        otherKey = moto.user("nobody", "sqs:*");
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        scene = new Scene(directory, null);
        scene.secret("right", keys(key.id(), key.secret()));
        moto.lock();
    }

    @Test
    void anObjectIsReadWithASignature() {
        assertThat(found(scene.find("s3://models/city/vehicles=7+.onnx", DIGEST, "right"))
                        .file())
                .hasBinaryContent(MODEL);
    }

    @Test
    void aWrongKeyIsSaidWithoutTheKey() {
        scene.secret("wrong", keys(key.id(), "guessed-secret"));

        assertThat(credentialsRefused(scene.find("s3://models/city/m.onnx", DIGEST, "wrong")))
                .isEqualTo(
                        "%s/models/city/m.onnx answered 403 (SignatureDoesNotMatch): the store does not accept the access key of Secret 'wrong'"
                                .formatted(moto.endpoint()));
    }

    @Test
    void aKeyWithoutTheRightIsSaid() {
        scene.secret("other", keys(otherKey.id(), otherKey.secret()));

        assertThat(credentialsRefused(scene.find("s3://models/city/m.onnx", DIGEST, "other")))
                .contains("answered 403 (AccessDenied): the store does not accept the access key of Secret 'other'");
    }

    @Test
    void aKeyThatIsNotKnownIsSaid() {
        scene.secret("unknown", keys("AKIAUNKNOWN", "guessed-secret"));

        assertThat(credentialsRefused(scene.find("s3://models/city/m.onnx", DIGEST, "unknown")))
                .contains("answered 403 (InvalidAccessKeyId)");
    }

    @Test
    void aBucketThatIsNotThereIsSaid() {
        assertThat(because(scene.find("s3://other/city/m.onnx", DIGEST, "right"), Cause.SourceUnavailable))
                .isEqualTo("%s/other/city/m.onnx answered 404 (NoSuchBucket): there is no bucket 'other'"
                        .formatted(moto.endpoint()));
    }

    @Test
    void anObjectThatIsNotThereIsSaid() {
        assertThat(because(scene.find("s3://models/city/m.onnx", DIGEST, "right"), Cause.SourceUnavailable))
                .isEqualTo("%s/models/city/m.onnx answered 404 (NoSuchKey): bucket 'models' has no object 'city/m.onnx'"
                        .formatted(moto.endpoint()));
    }

    @Test
    void anotherModelIsRefused() {
        Digest other = Digest.of(new byte[] {1});

        assertThat(problems(scene.find("s3://models/city/vehicles=7+.onnx", other, "right")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("has '%s'".formatted(DIGEST.hex())));
    }

    @Test
    void missingKeysAreNamed() {
        scene.secret("half", "accessKeyId", "AKIA", "region", "eu-west-1");

        assertThat(credentialsRefused(scene.find("s3://models/city/m.onnx", DIGEST, "half")))
                .isEqualTo(
                        "Secret 'half' must have the keys `accessKeyId` and `secretAccessKey`, and may have `sessionToken`, `endpoint` and `region`; found [accessKeyId, region]");
    }

    @Test
    void aStoreThatIsAwayIsSaid() {
        scene.secret("away", "accessKeyId", "A", "secretAccessKey", "B", "endpoint", "http://127.0.0.1:1");

        assertThat(because(scene.find("s3://models/city/m.onnx", DIGEST, "away"), Cause.SourceUnavailable))
                .startsWith("cannot read http://127.0.0.1:");
    }

    private static String[] keys(String id, String secret) {
        return new String[] {"accessKeyId", id, "secretAccessKey", secret, "endpoint", moto.endpoint()};
    }
}
