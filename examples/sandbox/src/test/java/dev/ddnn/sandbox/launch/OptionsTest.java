package dev.ddnn.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
    @Test
    void readsEveryOption() throws Exception {
        // When
        Options options = Options.parse(List.of(
                "digits", "--once", "--data", "/d", "--json", "/j", "--answers", "/a", "--keep", "/k", "--no-pods"));

        // Then
        assertThat(options)
                .isEqualTo(new Options(
                        "digits",
                        true,
                        Path.of("/d"),
                        new OutputFiles(Path.of("/j"), Path.of("/a")),
                        Path.of("/k"),
                        false));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.parse(List.of("digits", "--twice")))
                .hasMessageStartingWith("unknown argument '--twice'");
        assertThatThrownBy(() -> Options.parse(List.of())).hasMessageStartingWith("a STORY must be named");
        assertThatThrownBy(() -> Options.parse(List.of("digits", "--data")))
                .hasMessage("--data must be followed by a path");
        assertThatThrownBy(() -> Options.parse(List.of("digits", "--json", "--once")))
                .hasMessage("--json must be followed by a path, found '--once'");
    }

    @Test
    void keepsNothingAmongOtherFiles(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("x"), "x");
        assertThatThrownBy(() -> Options.parse(List.of("digits", "--keep", folder.toString())))
                .hasMessage("--keep must name a new or empty directory, found '" + folder + "'");
    }

    @Test
    void filesForTheEndAreCheckedAtTheStartAllAtOnce(@TempDir Path folder) throws Exception {
        // Given
        Path nowhere = folder.resolve("missing/t.json");
        Options options =
                Options.parse(List.of("digits", "--json", nowhere.toString(), "--answers", folder.toString()));

        // When, Then
        assertThatThrownBy(options::checkTargets)
                .hasMessage("--json must name a file in a directory that exists, found '" + nowhere + "'\n"
                        + "--answers must name a file, found the directory '" + folder + "'");
    }

    @Test
    void anUnknownStoryIsRefusedWithTheNamesOfThoseThatThereAre() {
        assertThatThrownBy(() -> Checkout.find().story("nosuch"))
                .hasMessageStartingWith("there is no story 'nosuch': it must be one of [digits");
    }
}
