package dev.ddnn.controlplane.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of the shell, nothing of Kubernetes. */
class ProcessSpawnerIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void theEnvironmentIsExactlyTheGivenOne() throws Exception {
        // Given a name that no shell would pass on
        var environment = Map.of("quarkus.http.port", "8080", "EMPTY", "", "QUOTED", "a 'b' \"c\" $d");

        // When
        int exit = spawn(List.of("/usr/bin/env"), environment).await(SOON);

        // Then
        assertThat(exit).isZero();
        assertThat(Files.readAllLines(log()))
                .containsExactlyInAnyOrder("quarkus.http.port=8080", "EMPTY=", "QUOTED=a 'b' \"c\" $d");
    }

    @Test
    void outputAndErrorsGoWhereTheyAreWanted() throws Exception {
        // Given
        var errors = directory.resolve("errors");
        var command = List.of("/bin/sh", "-c", "pwd; echo wrong >&2; exit 7");

        // When
        var process = ProcessSpawner.spawn(new ProcessSpec(command, Map.of(), directory, log(), errors));

        // Then
        assertThat(process.await(SOON)).isEqualTo(7);
        assertThat(log()).hasContent(directory.toRealPath().toString());
        assertThat(errors).hasContent("wrong");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void anUnknownProgramEndsAtOnceAndSaysWhy() throws Exception {
        // When
        int exit = spawn(List.of("/no/such/program"), Map.of()).await(SOON);

        // Then
        assertThat(exit).isEqualTo(127);
        assertThat(log()).content().contains("/no/such/program");
    }

    @Test
    void aSignalReachesTheWholeGroup() throws Exception {
        // Given a shell with a child
        var process = spawn(List.of("/bin/sh", "-c", "sleep 600 & echo $!; wait"), path());
        long child = firstNumberInLog();

        // When
        process.signal(Signal.TERM);

        // Then
        assertThat(process.await(SOON)).isEqualTo(128 + 15);
        assertThat(Processes.within(SOON, () -> isGone(child))).isTrue();
    }

    @Test
    void whatTheProcessLeavesBehindIsKilled() throws Exception {
        // When it ends by itself, and its child would go on
        var process = spawn(List.of("/bin/sh", "-c", "sleep 600 & echo $!"), path());

        // Then
        assertThat(process.await(SOON)).isZero();
        long child = firstNumberInLog();
        assertThat(Processes.within(SOON, () -> isGone(child))).isTrue();
    }

    @Test
    void whoDoesNotObeyIsKilledAfterTheGracePeriod() throws Exception {
        // Given
        var process = spawn(List.of("/bin/sh", "-c", "trap '' TERM; echo $$; while :; do sleep 0.1; done"), path());
        assertThat(firstNumberInLog()).isEqualTo(process.pid());

        // When
        int exit = process.stop(Duration.ofMillis(300));

        // Then
        assertThat(exit).isEqualTo(128 + 9);
    }

    @Test
    void aSignalRightAfterTheStartIsNotLost() throws Exception {
        for (int i = 0; i < 20; i++) {
            // When
            var process = spawn(List.of("/bin/sleep", "600"), Map.of());
            process.signal(Signal.TERM);

            // Then
            assertThat(process.await(SOON)).isEqualTo(128 + 15);
        }
    }

    @Test
    void aProcessIsFrozenAndThawed() throws Exception {
        // Given
        var process = spawn(List.of("/bin/sh", "-c", "echo $$; exec sleep 600"), path());
        assertThat(firstNumberInLog()).isEqualTo(process.pid());

        // When, Then
        process.signal(Signal.STOP);
        assertThat(Processes.within(SOON, () -> state(process.pid()).equals("T")))
                .isTrue();
        process.signal(Signal.CONT);
        assertThat(Processes.within(SOON, () -> state(process.pid()).equals("S")))
                .isTrue();
        assertThat(process.stop(SOON)).as("ends within the grace period").isEqualTo(128 + 15);
    }

    private SpawnedProcess spawn(List<String> command, Map<String, String> environment) throws Exception {
        return ProcessSpawner.spawn(ProcessSpec.of(command, environment, directory, log()));
    }

    private static Map<String, String> path() {
        return Map.of("PATH", "/usr/bin:/bin");
    }

    private Path log() {
        return directory.resolve("log");
    }

    private long firstNumberInLog() throws Exception {
        assertThat(Processes.within(SOON, () -> log().toFile().length() > 1)).isTrue();
        return Long.parseLong(Files.readAllLines(log()).get(0));
    }

    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid).isEmpty() || state(pid).equals("Z");
    }

    /** One letter, as in /proc/PID/stat; empty if there is no such process. */
    private static String state(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException gone) {
            return "";
        }
    }
}
