package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.controlplane.KubectlResult;
import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user of kubectl does with a DDNN and sees of it. What is deleted comes last: the garbage collector of a new control plane
 * learns of our types only half a minute after they are installed.
 */
@ExtendWith(DigitsSandboxExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DigitsKubectlSandboxIT {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final int ROUND = 40;

    @TempDir
    Path folder;

    @Test
    void appliedManifestsShowNoDifference(DigitsSandbox digits) throws Exception {
        // Given
        Path changed = folder.resolve("changed.yaml");
        String manifest = Files.readString(digits.manifests().resolve("20.DDNN.digits-cloud.yaml"));
        Files.writeString(changed, manifest.replace("deadline: 5s", "deadline: 7s"));

        // When, Then: a status that is written between kubectl's two looks is a difference too
        String story = digits.manifests().toString();
        eventually(SOON, () -> kubectl(digits, "diff", "--server-side", "-f", story), diff -> assertThat(diff)
                .isEqualTo(new KubectlResult(0, "", "")));
        String installation = Checkout.find().installation().toString();
        eventually(SOON, () -> kubectl(digits, "diff", "--server-side", "-k", installation), diff -> {
            assertThat(diff.output()).isEmpty();
            assertThat(diff.exitCode()).isZero();
        });
        KubectlResult different = kubectl(digits, "diff", "--server-side", "-f", changed.toString());
        assertThat(different.exitCode()).isEqualTo(1);
        assertThat(different.output()).contains("-  deadline: 5s", "+  deadline: 7s");
    }

    @Test
    void explainPrintsTheFields(DigitsSandbox digits) throws Exception {
        // Given / When
        String sections = digits.kubectl("explain", "ddnn.spec.sections");
        String threshold = digits.kubectl("explain", "ddnn.spec.sections.exit.entropyBelow");

        // Then
        assertThat(sections)
                .contains("FIELDS:")
                .containsSubsequence("branches", "exit", "join", "name", "output", "poolRef", "replicas", "resources");
        assertThat(threshold).contains("normalised entropy");
    }

    @Test
    void logsPrintLines(DigitsSandbox digits) throws Exception {
        // Given / When
        List<String> logs = Stream.of("digits-camera-view0", "digits-gateway", "digits-cloud-cloud")
                .map(name -> logs(digits, "default", name))
                .toList();

        // Then
        assertThat(logs)
                .allSatisfy(l -> assertThat(l.lines()).hasSizeBetween(1, 5).anyMatch(line -> !line.isBlank()));
        assertThat(logs(digits, "ddnn-system", "ddnn-operator")).isNotBlank();
    }

    @Test
    void thresholdAppliedOnTheClientSideIsTheOneThatDecides(DigitsSandbox digits) throws Exception {
        // Given
        DeployedDDNN ddnn = new DeployedDDNN(digits.sandbox(), "default", "by-client");
        try {
            digits.kubectl("apply", "-f", manifest(digits, "by-client.yaml", "1"));
            ddnn.awaitReady(SOON, System.out::println);
            eventually(SOON, () -> exits(digits.feed(ddnn, ROUND)), e -> assertThat(e)
                    .containsExactly("gateway"));
            List<String> pods = pods(digits, "by-client");

            // When
            String said = digits.kubectl("apply", "-f", manifest(digits, "by-client.yaml", "0"));

            // Then
            assertThat(said).contains("by-client configured");
            eventually(SOON, () -> exits(digits.feed(ddnn, ROUND)), e -> assertThat(e)
                    .containsExactly("cloud"));
            ddnn.awaitReady(SOON, System.out::println);
            assertThat(pods(digits, "by-client")).isEqualTo(pods);
        } finally {
            delete(digits, "by-client");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void removedSectionTakesItsChildrenWithItAndTheRestAnswers(DigitsSandbox digits) throws Exception {
        // Given
        DeployedDDNN ddnn = new DeployedDDNN(digits.sandbox(), "default", "shortened");
        try {
            digits.kubectl("apply", "--server-side", "-f", manifest(digits, "with-gateway.yaml", ""));
            ddnn.awaitReady(SOON, System.out::println);
            assertThat(children(digits, "shortened", "gateway")).hasSize(4);

            // When
            digits.kubectl("apply", "--server-side", "-f", manifest(digits, "without-gateway.yaml", ""));

            // Then
            eventually(SOON, () -> children(digits, "shortened", "gateway"), c -> assertThat(c)
                    .isEmpty());
            ddnn.awaitReady(SOON, System.out::println);
            assertThat(ddnn.sections()).containsExactly("camera", "cloud");
            List<Outcome> outcomes = eventually(SOON, () -> digits.feed(ddnn, ROUND), all -> assertThat(all)
                    .allSatisfy(
                            o -> assertThat(o.verdict()).isNotNull().matches(v -> v.isComplete() && !v.degraded())));
            assertThat(exits(outcomes)).containsExactly("cloud");
            assertThat(outcomes.stream().filter(Outcome::isCorrect).count()).isGreaterThan(ROUND * 9 / 10);
        } finally {
            delete(digits, "shortened");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void deletedObjectTakesItsChildrenWithIt(DigitsSandbox digits) throws Exception {
        // Given
        digits.kubectl("apply", "-f", manifest(digits, "leaving.yaml", ""));
        new DeployedDDNN(digits.sandbox(), "default", "leaving").awaitReady(SOON, System.out::println);
        assertThat(children(digits, "leaving", "cloud")).hasSize(4);

        // When
        digits.kubectl("delete", "ddnn", "leaving");

        // Then
        eventually(SOON, () -> children(digits, "leaving", "cloud"), c -> assertThat(c)
                .isEmpty());
        eventually(SOON, () -> digits.processes("leaving-"), p -> assertThat(p).isEmpty());
        assertThat(all(digits)).doesNotContain("leaving").contains("digits", "digits-cloud");
    }

    private static KubectlResult kubectl(DigitsSandbox digits, String... arguments) throws InterruptedException {
        return digits.sandbox().controlPlane().kubectl(arguments);
    }

    private static String logs(DigitsSandbox digits, String namespace, String deployment) {
        try {
            return digits.kubectl("logs", "-n", namespace, "deployment/" + deployment, "--tail=5");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String manifest(DigitsSandbox digits, String name, String threshold) throws Exception {
        String digest =
                Objects.requireNonNull(digits.digits().spec().model()).source().sha256();
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Path file = folder.resolve(name);
            Files.writeString(file, text.replace("DIGEST", digest).replace("THRESHOLD", threshold));
            return file.toString();
        }
    }

    private static Set<String> exits(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(o -> o.verdict() == null
                        ? "refused: " + o.refused()
                        : o.verdict().exit())
                .collect(Collectors.toSet());
    }

    private static List<String> all(DigitsSandbox digits) {
        return digits.sandbox().client().resources(DDNN.class).inNamespace("default").list().getItems().stream()
                .map(d -> d.getMetadata().getName())
                .toList();
    }

    /** ConfigMap, Service, Deployment and pod of a section with one pod. */
    private static List<String> children(DigitsSandbox digits, String ddnn, String section)
            throws InterruptedException {
        return digits.kubectl(
                        "get",
                        "configmaps,services,deployments,pods",
                        "-l",
                        "ddnn.dev/ddnn=" + ddnn + ",ddnn.dev/section=" + section,
                        "-o",
                        "name")
                .lines()
                .toList();
    }

    private static List<String> pods(DigitsSandbox digits, String ddnn) throws InterruptedException {
        return digits.kubectl("get", "pods", "-l", "ddnn.dev/ddnn=" + ddnn, "-o", "name")
                .lines()
                .toList();
    }

    private static void delete(DigitsSandbox digits, String ddnn) throws InterruptedException {
        digits.kubectl("delete", "ddnn", ddnn, "--ignore-not-found");
        eventually(SOON, () -> digits.processes(ddnn + "-"), p -> assertThat(p).isEmpty());
    }
}
