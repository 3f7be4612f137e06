package dev.ddnn.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.junit.KubernetesProgramsCondition;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All parts of a control plane, for real: controllers and scheduler act, the end is orderly, the data stays. */
@ExtendWith(KubernetesProgramsCondition.class)
class ControlPlaneIT {

    /** Some seconds; an API server that nobody hurries waits a minute for its clients. */
    private static final Duration ORDERLY = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    @Test
    void aDeploymentGetsItsPodsAndTheDefaultStandardHolds() throws Exception {
        try (var plane = ControlPlane.start(ControlPlaneOptions.in(directory).build())) {
            // Given
            assertThat(plane.kubectl("run", "lax", "--image=local.test/app:1").errors())
                    .contains("violates PodSecurity \"restricted:latest\"");
            plane.kubectl("label", "namespace", "default", "pod-security.kubernetes.io/enforce=privileged")
                    .orFail();

            // When
            plane.kubectl("create", "deployment", "free", "--image=local.test/app:1")
                    .orFail();

            // Then controllers and scheduler have acted: there is a pod, and no node for it
            plane.kubectl("wait", "--for=create", "pod", "-l", "app=free", "--timeout=90s")
                    .orFail();
            plane.kubectl("wait", "--for=condition=PodScheduled=False", "pod", "-l", "app=free", "--timeout=90s")
                    .orFail();
            var token = plane.kubectl("create", "token", "default").orFail();
            assertThat(token.split("\\.")).hasSize(3);
        }
    }

    @Test
    void closingLeavesNothingAndAStartInTheSameDirectoryGoesOn() throws Exception {
        // Given
        var first = ControlPlane.start(ControlPlaneOptions.in(directory).build());
        first.kubectl("create", "namespace", "kept").orFail();
        assertThat(Processes.mentioning(directory)).hasSize(4);

        // When
        long begin = System.nanoTime();
        first.close();
        var took = Duration.ofNanos(System.nanoTime() - begin);

        // Then
        assertThat(Processes.mentioning(directory)).isEmpty();
        assertThat(took).isLessThan(ORDERLY);
        assertThat(first.failure()).isNotDone();
        try (var second = ControlPlane.start(ControlPlaneOptions.in(directory).build())) {
            second.kubectl("get", "namespace", "kept").orFail();
        }
    }

    @Test
    void twoRunSideBySide() throws Exception {
        try (var one = ControlPlane.start(ControlPlaneOptions.in(directory.resolve("one"))
                        .parts(Parts.API_SERVER)
                        .build());
                var two = ControlPlane.start(ControlPlaneOptions.in(directory.resolve("two"))
                        .parts(Parts.API_SERVER)
                        .endpoint("127.0.0.2", 0)
                        .serviceCidr("127.97.0.0/16")
                        .build())) {
            // When
            one.kubectl("create", "namespace", "only-in-one").orFail();

            // Then
            assertThat(two.kubectl("get", "namespace", "only-in-one").exitCode())
                    .isEqualTo(1);
            assertThat(clusterIp(one)).isEqualTo("127.96.0.1");
            assertThat(clusterIp(two)).isEqualTo("127.97.0.1");
        }
    }

    @Test
    void theLossOfAProgramIsTold() throws Exception {
        try (var plane = ControlPlane.start(
                ControlPlaneOptions.in(directory).parts(Parts.API_SERVER).build())) {
            // When
            var apiServer = Processes.mentioning(directory).stream()
                    .filter(command -> command.contains("/kube-apiserver "))
                    .map(command -> Long.parseLong(command.substring(0, command.indexOf(':'))))
                    .findFirst()
                    .orElseThrow();
            ProcessHandle.of(apiServer).orElseThrow().destroyForcibly();

            // Then
            assertThat(plane.failure()).succeedsWithin(ORDERLY).satisfies(failure -> assertThat(failure)
                    .hasMessageContaining("kube-apiserver ended by itself"));
        }
    }

    private static String clusterIp(ControlPlane plane) throws InterruptedException {
        return plane.kubectl("get", "service", "kubernetes", "-o", "jsonpath={.spec.clusterIP}")
                .orFail();
    }
}
