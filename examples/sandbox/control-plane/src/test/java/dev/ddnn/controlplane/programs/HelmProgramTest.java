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

class HelmProgramTest {

    @TempDir
    Path directory;

    @Test
    void theNamedFileIsTaken() throws Exception {
        // Given
        KubernetesProgramsIT.makeExecutable(directory, List.of("my-helm"));

        // When
        var found = HelmProgram.locate(
                with(Map.of("DDNN_HELM", directory.resolve("my-helm").toString())), ProgressListener.silent());

        // Then
        assertThat(found).isEqualTo(directory.resolve("my-helm"));
    }

    @Test
    void aNamedFileThatIsNoneIsRefused() {
        // When
        var refused = refusal(Map.of("DDNN_HELM", directory.toString()));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.PROGRAMS_MISSING);
        assertThat(refused)
                .hasMessage("DDNN_HELM names " + directory + ", which is no executable file. "
                        + "Correct it, or unset it to have Helm compiled.");
    }

    @Test
    void whatWasCompiledOnceIsFound() throws Exception {
        // Given
        var cache = directory.resolve("ddnn/helm").resolve(HelmProgram.VERSION);
        KubernetesProgramsIT.makeExecutable(Files.createDirectories(cache), List.of("helm"));

        // When
        var found = HelmProgram.locate(
                with(Map.of("XDG_CACHE_HOME", directory.toString(), "PATH", "")), ProgressListener.silent());

        // Then
        assertThat(found).isEqualTo(cache.resolve("helm"));
    }

    @Test
    void withoutGoItSaysWhatToDo() {
        // When
        var refused = refusal(Map.of("XDG_CACHE_HOME", directory.toString(), "PATH", ""));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.GO_MISSING);
        assertThat(refused).hasMessageContaining("Install Go").hasMessageContaining("DDNN_HELM=FILE");
    }

    private Surroundings with(Map<String, String> environment) {
        return new Surroundings(environment, null, directory);
    }

    private ProgramsUnavailable refusal(Map<String, String> environment) {
        return catchThrowableOfType(
                ProgramsUnavailable.class, () -> HelmProgram.locate(with(environment), ProgressListener.silent()));
    }
}
