package dev.ddnn.controlplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TetherTest {

    @Test
    void whatIsMissingIsNamed() {
        // When
        var tether = Tether.find("/nowhere:relative");

        // Then
        assertThat(tether.works()).isFalse();
        assertThat(tether.problem()).isEqualTo("not found on this machine: setpriv, setsid, nsenter, env.");
        assertThat(Tether.REMEDY).contains("Install util-linux");
    }

    @Test
    void aCommandThatCannotBePassedOnIsRefused() {
        var here = Path.of("/");
        assertThatThrownBy(() -> ProcessSpec.of(List.of(), Map.of(), here, here))
                .hasMessage("command: must name a program, but is empty");
        assertThatThrownBy(() -> ProcessSpec.of(List.of("/a=b/program"), Map.of(), here, here))
                .hasMessage("command: the program's path must not contain '=', found /a=b/program");
    }
}
