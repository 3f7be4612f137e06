package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.LockedServer;
import dev.ddnn.sandbox.testing.TinyStory;
import io.fabric8.kubernetes.api.model.Condition;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A model that a server gives to nobody without a password, which stands in a Secret of the DDNN's namespace. */
final class LockedModel {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final int SAMPLES = 40;

    private LockedModel() {}

    /** The hub may not read the Secret until its reader runs the commands that the refusal names, as they are printed. */
    static void play(DigitsSandbox digits, TinyStory story) throws Exception {
        // Given
        DeployedDDNN ddnn = story.ddnn("city", "locked");
        try (LockedServer server = LockedServer.start(Files.readAllBytes(story.model()), "ann", "s3cret")) {
            story.apply("locked-model.yaml", Map.of("MODEL-URI", server.uri()));
            String refusal = eventually(SOON, () -> resolved(ddnn), c -> assertThat(c.getReason())
                            .isEqualTo("CredentialsRefused"))
                    .getMessage();
            assertThat(refusal).startsWith("the hub may not read Secret 'models' of namespace 'city'. Allow it with: ");
            assertThat(server.given() + server.refused()).isZero();

            // When
            long start = System.nanoTime();
            digits.shell(refusal.substring(refusal.indexOf("kubectl")));

            // Then
            ddnn.awaitReady(SOON, System.out::println);
            System.out.printf("Ready %.1f s after the hub may read the Secret%n", (System.nanoTime() - start) / 1e9);
            Strangers.getNoModel(digits, "city", "models");
            assertThat(server.given()).isEqualTo(1);
            assertThat(server.refused()).isZero();
            eventually(
                    SOON,
                    () -> story.feed(story.entries(ddnn).get(0), SAMPLES),
                    all -> story.areThoseOfTheUncutModel(ddnn, all));
        } finally {
            digits.kubectl("delete", "namespace", "city", "--ignore-not-found", "--wait=false");
        }
    }

    private static Condition resolved(DeployedDDNN ddnn) {
        return DeployedDDNN.condition(Objects.requireNonNull(ddnn.get().getStatus()), "ModelResolved")
                .orElseThrow();
    }
}
