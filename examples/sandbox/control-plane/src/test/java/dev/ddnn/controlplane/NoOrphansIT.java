package dev.ddnn.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.junit.KubernetesProgramsCondition;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the JVM that started a control plane ends, and whenever, nothing of it stays. */
@ExtendWith(KubernetesProgramsCondition.class)
class NoOrphansIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void killedWhileRunning() throws Exception {
        // Given
        var jvm = startJvm();
        waitFor("READY", jvm.inputReader());
        assertThat(Processes.mentioning(directory)).hasSizeGreaterThan(4);

        // When
        jvm.destroyForcibly().waitFor();

        // Then
        assertThat(Processes.leftAfter(SOON, directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 400, 900, 2500})
    void killedInMidStart(int millis) throws Exception {
        // Given
        var jvm = startJvm();
        waitFor("STARTING", jvm.inputReader());

        // When
        jvm.waitFor(millis, TimeUnit.MILLISECONDS);
        jvm.destroyForcibly().waitFor();

        // Then
        assertThat(Processes.leftAfter(SOON, directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 3000})
    void toldToEndInMidStart(int millis) throws Exception {
        // Given
        var jvm = startJvm();
        waitFor("STARTING", jvm.inputReader());

        // When
        jvm.waitFor(millis, TimeUnit.MILLISECONDS);
        jvm.destroy();

        // Then
        assertThat(jvm.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Processes.mentioning(directory)).isEmpty();
    }

    private Process startJvm() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartControlPlane.class.getName(),
                        directory.toString(),
                        Parts.ALL.name())
                .redirectErrorStream(true)
                .start();
    }

    private static void waitFor(String word, BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word)) {
                return;
            }
        }
        throw new IllegalStateException("the JVM ended without saying " + word);
    }
}
