package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.StoryRun;
import dev.ddnn.sandbox.pod.PodProcess;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import dev.ddnn.sandbox.testing.Followers;
import dev.ddnn.sandbox.testing.InTime;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong shows, in time, and heals. */
@ExtendWith(DigitsSandboxExtension.class)
class DigitsTruthSandboxIT {
    private static final Duration SHOWS = Duration.ofSeconds(240);
    private static final Duration HEALS = Duration.ofSeconds(240);

    private static DDNNStatus status(DigitsSandbox digits) {
        return Objects.requireNonNull(digits.digits().get().getStatus());
    }

    private static String ready(DigitsSandbox digits) {
        return DeployedDDNN.condition(status(digits), "Ready").orElseThrow().getStatus();
    }

    @AfterEach
    void everythingIsWellAgain(DigitsSandbox digits) throws Exception {
        digits.digits().awaitReady(HEALS, System.out::println);
        assertThat(digits.run(digits.samples()).awaitStreams(HEALS)).isTrue();
    }

    @Test
    void killedProcessComesBack(DigitsSandbox digits) throws Exception {
        // Given
        PodProcess cloud = digits.processes("digits-cloud-").stream()
                .filter(p -> !p.pod().startsWith("digits-cloud-cloud"))
                .findFirst()
                .orElseThrow();
        int restarts = container(digits, cloud).getRestartCount();

        // When
        digits.signal(cloud, Signal.KILL);

        // Then
        eventually(HEALS, () -> container(digits, cloud), c -> {
            assertThat(c.getRestartCount()).isEqualTo(restarts + 1);
            assertThat(c.getReady()).isTrue();
        });
    }

    private static ContainerStatus container(DigitsSandbox digits, PodProcess process) {
        return digits.sandbox()
                .client()
                .pods()
                .inNamespace("default")
                .withName(process.pod())
                .get()
                .getStatus()
                .getContainerStatuses()
                .get(0);
    }

    @Test
    void stoppedProcessShowsInReadyAndBack(DigitsSandbox digits) throws Exception {
        // Given
        PodProcess gateway = digits.processes("digits-gateway-").get(0);

        // When
        digits.signal(gateway, Signal.STOP);
        try {
            // Then
            eventually(SHOWS, () -> ready(digits), r -> assertThat(r).isEqualTo("False"));
        } finally {
            digits.signal(gateway, Signal.CONT);
        }
        eventually(SHOWS, () -> ready(digits), r -> assertThat(r).isEqualTo("True"));
    }

    @Test
    void cutLinkGivesDegradedAnswersWithinTheDeadline(DigitsSandbox digits) throws Exception {
        // Given
        digits.sandbox().topology().uplink("edge-0").cut();

        // When
        StoryRun.Report report;
        try {
            report = digits.run(digits.samples()).play(200);
        } finally {
            digits.sandbox().topology().uplink("edge-0").heal();
        }

        // Then
        assertThat(report.summary().answered()).isEqualTo(200);
        assertThat(report.summary().degraded()).isPositive();
        assertThat(report.evidence().outcomes())
                .allSatisfy(o ->
                        assertThat(Objects.requireNonNull(o.verdict()).exit()).isEqualTo("gateway"));
        InTime.areAnswered(report.evidence().outcomes(), digits.digits().deadline());
    }

    @Test
    void lostViewLeavesAnswersOfTheOthers(DigitsSandbox digits) throws Exception {
        // Given
        String node = Objects.requireNonNull(status(digits).sections()).get(0).assignments().stream()
                .filter(a -> "view3".equals(a.branch()))
                .findFirst()
                .orElseThrow()
                .node();
        digits.sandbox().machines().switchOff(Objects.requireNonNull(node));

        // When
        StoryRun.Report report;
        try {
            report = digits.run(digits.samples()).play(300);
        } finally {
            digits.sandbox().machines().switchOn(node);
        }

        // Then
        System.out.printf("without view3: accuracy %.4f%n", report.summary().accuracy());
        assertThat(report.summary().answered()).isEqualTo(300);
        assertThat(report.summary().accuracy()).isGreaterThan(0.94);
        assertThat(report.evidence().outcomes()).allSatisfy(o -> assertThat(
                        Objects.requireNonNull(o.verdict()).present().charAt(3))
                .isEqualTo('0'));
        assertThat(report.summary().agreesWithUncut()).isGreaterThanOrEqualTo(295);
    }

    @Test
    void changedThresholdReachesRunningPodsWithoutARefusal(DigitsSandbox digits, @TempDir Path folder)
            throws Exception {
        // Given
        String before = Objects.requireNonNull(status(digits).currentRevision());
        Set<Long> pids =
                digits.processes("digits-").stream().map(PodProcess::pid).collect(Collectors.toSet());
        String manifest = Files.readString(digits.manifests().resolve("10.DDNN.digits.yaml"));
        Path changed = folder.resolve("digits.yaml");
        Files.writeString(changed, manifest.replaceFirst("logits: gateway/logits", "$0, entropyBelow: \"0.05\""));
        assertThat(Files.readString(changed)).contains("0.05");

        // When
        List<Outcome> outcomes;
        try (Feeding feeding = new Feeding(digits)) {
            long start = System.nanoTime();
            digits.kubectl("apply", "--server-side", "-f", changed.toString());
            eventually(HEALS, () -> status(digits).currentRevision(), r -> assertThat(r)
                    .isNotEqualTo(before));
            eventually(
                    HEALS, () -> Followers.all(digits), all -> assertThat(all).isTrue());
            System.out.printf(
                    "seconds from apply of a threshold to the last pod that uses it: %.1f%n",
                    (System.nanoTime() - start) / 1e9);
            outcomes = feeding.stop();
        } finally {
            digits.kubectl(
                    "apply",
                    "--server-side",
                    "-f",
                    digits.manifests().resolve("10.DDNN.digits.yaml").toString());
        }

        // Then
        assertThat(outcomes).allSatisfy(o -> assertThat(o.refused()).isNull());
        assertThat(digits.processes("digits-").stream().map(PodProcess::pid)).containsAll(pids);
        eventually(HEALS, () -> status(digits).currentRevision(), r -> assertThat(r)
                .isEqualTo(before));
        eventually(HEALS, () -> Followers.all(digits), all -> assertThat(all).isTrue());
    }

    @Test
    void editWhileTheOperatorIsAwayIsNeverReadyBeforeItIsSeen(DigitsSandbox digits) throws Exception {
        // Given
        digits.kubectl("scale", "-n", "ddnn-system", "deployment/ddnn-operator", "--replicas=0");
        eventually(HEALS, () -> digits.processes("ddnn-operator"), p -> assertThat(p)
                .isEmpty());

        // When
        digits.kubectl("patch", "ddnn/digits", "--type=merge", "-p", "{\"spec\":{\"deadline\":\"6s\"}}");
        long generation = digits.digits().get().getMetadata().getGeneration();

        // Then
        assertThat(status(digits).observedGeneration()).isLessThan(generation);
        digits.kubectl("scale", "-n", "ddnn-system", "deployment/ddnn-operator", "--replicas=2");
        eventually(HEALS, () -> status(digits).observedGeneration(), g -> assertThat(g)
                .isEqualTo(generation));
        digits.digits().awaitReady(HEALS, System.out::println);
        digits.kubectl("patch", "ddnn/digits", "--type=merge", "-p", "{\"spec\":{\"deadline\":\"5s\"}}");
    }
}
