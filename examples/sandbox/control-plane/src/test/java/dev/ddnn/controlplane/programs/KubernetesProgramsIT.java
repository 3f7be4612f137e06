package dev.ddnn.controlplane.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ddnn.controlplane.Processes;
import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles, with the real Go or with a script in its place, a module that looks like ours and is small. */
class KubernetesProgramsIT {

    /** On a machine however busy. */
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Answers as Go does, notes each compilation, and does not end it before the test lets it go on. */
    private static final String FAKE_GO = """
            #!/bin/sh
            case "$1" in
              env) echo "${FAKE_VERSION:-go1.99.0}"; echo "$HOME/build"; echo "$HOME/mod" ;;
              list) echo "go: downloading example.org/m v1.0.0" >&2; echo a; echo b; exit "${FAKE_EXIT:-0}" ;;
              build)
                echo compiled >> "$HOME/compilations"
                while [ "$1" != -o ]; do shift; done
                echo a >&2; while [ ! -e "$HOME/go-on" ]; do sleep 0.05; done; echo b >&2
                echo '#!/bin/sh' > "$2"; chmod +x "$2" ;;
            esac
            """;

    @TempDir
    Path directory;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());
    private Path module;

    private final ProgressListener listener = new ProgressListener() {
        @Override
        public void say(String sentence) {
            said.add(sentence);
        }

        @Override
        public void progress(String step, int done, int total) {
            progress.add(step + " " + done + "/" + total);
            if (step.equals("compiling") && done > 0) {
                goOn();
            }
        }
    };

    /** Never lets the compilation go on. */
    private final ProgressListener deaf = ProgressListener.silent();

    @BeforeEach
    void writeModule() throws IOException {
        module = Files.createDirectory(directory.resolve("module"));
        writeModule(module, "package main\n\nfunc main() { println(\"I am small\") }\n");
        var go = Files.createDirectory(directory.resolve("bin")).resolve("go");
        Files.writeString(go, FAKE_GO);
        Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theRealGoCompilesOnceAndTheCacheServesFromThen() throws Exception {
        // Given
        assumeTrue(GoToolchain.find(System.getenv("PATH")).isPresent(), "needs Go on the PATH: install Go");
        var surroundings = new Surroundings(environment(System.getenv("PATH")), module, directory);

        // When
        var programs = KubernetesPrograms.locate(surroundings, listener);
        var again = KubernetesPrograms.locate(surroundings, listener);

        // Then
        assertThat(again).isEqualTo(programs).hasParent(directory.resolve("cache/ddnn/kubernetes"));
        assertThat(programs.resolve("kubectl")).isExecutable();
        assertThat(said).hasSize(2);
        assertThat(said.get(0))
                .startsWith("Compiling Kubernetes 1.99.3 (etcd, ")
                .contains("4 minutes", "5 GB");
        assertThat(said.get(1)).startsWith("Compiled Kubernetes 1.99.3 in ");
    }

    @Test
    void progressIsToldAgainstTheNumberOfPackages() throws Exception {
        // When
        KubernetesPrograms.locate(fake(Map.of()), listener);

        // Then
        assertThat(progress).contains("compiling 1/2", "compiling 2/2");
    }

    @Test
    void twoAtOnceCompileOnce() throws Exception {
        // Given
        var first = new FutureTask<>(() -> KubernetesPrograms.locate(fake(Map.of()), deaf));
        var second = new FutureTask<>(() -> KubernetesPrograms.locate(fake(Map.of()), deaf));

        // When one compiles while the other waits for it
        var threads = List.of(start(first), start(second));
        assertThat(Processes.within(
                        SOON,
                        () -> isCompiling()
                                && threads.stream().anyMatch(thread -> thread.getState() == Thread.State.BLOCKED)))
                .isTrue();
        goOn();

        // Then
        assertThat(first.get()).isEqualTo(second.get());
        assertThat(directory.resolve("compilations")).hasContent("compiled");
    }

    @Test
    void leftoversOfABrokenCompilationAreReplaced() throws Exception {
        // Given
        var key = ProgramSource.read(module).key();
        var unfinished = directory.resolve("cache/ddnn/kubernetes/" + key + ".unfinished");
        Files.createDirectories(unfinished);
        Files.writeString(unfinished.resolve("kube"), "half");

        // When
        var programs = KubernetesPrograms.locate(fake(Map.of()), listener);

        // Then
        assertThat(programs.resolve("kube")).content().isEqualTo("#!/bin/sh\n");
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void aFailureShowsWhatGoSaid() {
        // When
        var refused = refusal(fake(Map.of("FAKE_EXIT", "3")));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.BUILD_FAILED);
        assertThat(refused)
                .hasMessageContaining("'go list' ended with 3:\ngo: downloading example.org/m v1.0.0")
                .hasMessageContaining("GOPROXY");
    }

    @Test
    void withoutGoTheRemedyIsNamed() {
        // When
        var refused = refusal(new Surroundings(environment("/nowhere"), module, directory));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.GO_MISSING);
        assertThat(refused.remedy())
                .isEqualTo("Install Go 1.21.0 or newer."
                        + " Or name a directory of ready-made programs with DDNN_KUBERNETES_BIN.");
    }

    @Test
    void anOldGoIsNamedWithTheOneNeeded() {
        // When
        var refused = refusal(fake(Map.of("FAKE_VERSION", "go1.19.13")));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.GO_TOO_OLD);
        assertThat(refused).hasMessageContaining("Go 1.21.0 or newer, but found Go 1.19.13");
    }

    @Test
    void anInterruptionStopsGo() throws Exception {
        // Given
        var end = new FutureTask<>(() -> catchThrowable(() -> KubernetesPrograms.locate(fake(Map.of()), deaf)));
        var thread = start(end);
        assertThat(Processes.within(SOON, this::isCompiling)).isTrue();

        // When
        thread.interrupt();

        // Then
        assertThat(end.get(SOON.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(Processes.mentioning(directory)).isEmpty();
    }

    private static Thread start(Runnable body) {
        var thread = new Thread(body);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private boolean isCompiling() {
        return Files.exists(directory.resolve("compilations"));
    }

    private void goOn() {
        try {
            Files.writeString(directory.resolve("go-on"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeModule(Path directory, String main) throws IOException {
        Files.writeString(directory.resolve("main.go"), main);
        Files.writeString(directory.resolve("go.sum"), "");
        // Never downloaded: nothing imports it.
        Files.writeString(
                directory.resolve("go.mod"),
                "module example.org/small\n\ngo 1.21.0\n\nrequire k8s.io/kubernetes v1.99.3\n");
    }

    static void makeExecutable(Path directory, List<String> names) throws IOException {
        for (var name : names) {
            Files.createFile(
                    directory.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private Surroundings fake(Map<String, String> more) {
        var environment = environment(directory.resolve("bin") + ":/usr/bin:/bin");
        environment.putAll(more);
        return new Surroundings(environment, module, directory);
    }

    private Map<String, String> environment(String path) {
        var environment = new HashMap<>(Map.of("PATH", path, "HOME", directory.toString()));
        environment.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        return environment;
    }

    private ProgramsUnavailable refusal(Surroundings surroundings) {
        return catchThrowableOfType(ProgramsUnavailable.class, () -> KubernetesPrograms.locate(surroundings, listener));
    }
}
