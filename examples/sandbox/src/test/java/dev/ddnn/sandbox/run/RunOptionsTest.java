package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.sandbox.launch.OutputFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunOptionsTest {
    @Test
    void readsAll() throws Exception {
        // When
        RunOptions options = RunOptions.parse(List.of(
                "digits",
                "--kubeconfig",
                "/k",
                "--once",
                "--json",
                "/j",
                "--answers",
                "/a",
                "--data",
                "/d",
                "--samples",
                "7",
                "--load",
                "kind load"));

        // Then
        assertThat(options)
                .isEqualTo(new RunOptions(
                        new ClusterSettings("digits", Path.of("/k"), Path.of("/d"), "kind load"),
                        true,
                        7,
                        new OutputFiles(Path.of("/j"), Path.of("/a"))));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> RunOptions.parse(List.of("digits", "--twice")))
                .hasMessageStartingWith("unknown argument '--twice'");
        assertThatThrownBy(() -> RunOptions.parse(List.of("--kubeconfig", "/k")))
                .hasMessageStartingWith("a STORY must be named");
        assertThatThrownBy(() -> RunOptions.parse(List.of("digits")))
                .hasMessageStartingWith("--kubeconfig FILE must be given");
        assertThatThrownBy(() -> RunOptions.parse(List.of("digits", "--samples", "none")))
                .hasMessage("--samples must be followed by a number of 1 or more, found 'none'");
        assertThatThrownBy(() -> RunOptions.parse(List.of("digits", "--samples", "0")))
                .hasMessage("--samples must be followed by a number of 1 or more, found '0'");
        assertThatThrownBy(() -> RunOptions.parse(List.of("digits", "--load")))
                .hasMessage("--load must be followed by a command");
    }
}
