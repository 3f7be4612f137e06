package dev.ddnn.controlplane.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesProgramsTest {

    @TempDir
    Path directory;

    @Test
    void aDirectoryOfReadyMadeProgramsIsTaken() throws Exception {
        // Given
        KubernetesProgramsIT.makeExecutable(directory, KubernetesPrograms.NEEDED);

        // When
        var found = KubernetesPrograms.locate(readyMade(), ProgressListener.silent());

        // Then
        assertThat(found).isEqualTo(directory);
    }

    @Test
    void missingOnesAreNamed() throws Exception {
        // Given
        KubernetesProgramsIT.makeExecutable(directory, List.of("etcd", "kubectl", "kube-scheduler"));

        // When
        var refused = refusal(readyMade());

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.PROGRAMS_MISSING);
        assertThat(refused)
                .hasMessageStartingWith("DDNN_KUBERNETES_BIN names " + directory
                        + ", which lacks: kube-apiserver, kube-controller-manager (")
                .hasMessageEndingWith("Complete it, or unset DDNN_KUBERNETES_BIN to have the programs compiled.");
    }

    @Test
    void withoutTheSourceItSaysWhereItLooked() {
        // When
        var refused = refusal(new Surroundings(Map.of(), null, directory));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.SOURCE_MISSING);
        assertThat(refused)
                .hasMessageContaining("is not as examples/sandbox/kubernetes in " + directory + " or above it")
                .hasMessageContaining("-Dddnn.kubernetes.source=DIR");
    }

    @Test
    void anotherSystemIsRefused() {
        // When
        var refused =
                catchThrowableOfType(ProgramsUnavailable.class, () -> KubernetesPrograms.requireSystem("Mac OS X"));

        // Then
        assertThat(refused)
                .hasMessage("The control plane runs as Linux processes, but found Mac OS X."
                        + " Use a Linux machine, virtual or not.");
    }

    @Test
    void theSourceOfThisRepositoryIsFoundFromHere() throws Exception {
        // When
        var source = ProgramSource.find(Surroundings.ofThisProcess());

        // Then
        assertThat(source.directory()).endsWith(Path.of("examples/sandbox/kubernetes"));
        assertThat(source.kubernetesVersion()).matches("1\\.\\d+\\.\\d+");
        assertThat(source.key()).matches("1\\.\\d+\\.\\d+-[0-9a-f]{12}");
    }

    @Test
    void anyChangeOfTheSourceIsAnotherKey() throws Exception {
        // Given
        KubernetesProgramsIT.writeModule(directory, "package main\nfunc main() {}\n");
        var before = ProgramSource.read(directory);

        // When
        Files.writeString(directory.resolve("go.sum"), "other\n");

        // Then
        assertThat(ProgramSource.read(directory).key()).isNotEqualTo(before.key());
        assertThat(before.kubernetesVersion()).isEqualTo("1.99.3");
        assertThat(before.goVersion()).isEqualTo("1.21.0");
    }

    @Test
    void theCacheFollowsTheConvention() {
        assertThat(new Surroundings(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h"), null, directory).cache())
                .isEqualTo(Path.of("/c/ddnn/kubernetes"));
        assertThat(new Surroundings(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/h"), null, directory).cache())
                .isEqualTo(Path.of("/h/.cache/ddnn/kubernetes"));
    }

    @Test
    void tooLittleDiskIsNamed() {
        // When
        var refused = catchThrowableOfType(
                ProgramsUnavailable.class,
                () -> GoToolchain.requireSpace(directory.resolve("not/yet/there"), Long.MAX_VALUE, "a test"));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.DISK_FULL);
        assertThat(refused)
                .hasMessageContaining("MiB in " + directory.resolve("not/yet/there") + " for a test, but found");
    }

    @Test
    void theProgramsAreStampedWithTheirVersion() {
        assertThat(GoBuild.linkerFlags("1.35.4"))
                .startsWith("-s -w -X k8s.io/component-base/version.gitVersion=v1.35.4 ")
                .contains("-X k8s.io/client-go/pkg/version.gitMinor=35");
    }

    private Surroundings readyMade() {
        return new Surroundings(Map.of("DDNN_KUBERNETES_BIN", directory.toString()), null, directory);
    }

    private static ProgramsUnavailable refusal(Surroundings surroundings) {
        return catchThrowableOfType(
                ProgramsUnavailable.class, () -> KubernetesPrograms.locate(surroundings, ProgressListener.silent()));
    }
}
