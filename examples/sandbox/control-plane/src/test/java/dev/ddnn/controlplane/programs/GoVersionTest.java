package dev.ddnn.controlplane.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoVersionTest {

    @ParameterizedTest
    @CsvSource({"go1.26.8,1.26.8", "1.25.0,1.25.0", "go1.26rc1,1.26.0", "go1.25.3 X:nocoverageredesign,1.25.3"})
    void formsOfVersions(String text, String version) {
        assertThat(GoVersion.parse(text)).hasToString(version);
    }

    @ParameterizedTest
    @CsvSource({"go1.9.7,1.25.0", "go1.24.11,1.25.0", "1.25.0,1.25.1", "1.25.0,2.0.0"})
    void olderOnesComeFirst(String older, String newer) {
        assertThat(GoVersion.parse(older)).isLessThan(GoVersion.parse(newer));
    }

    @Test
    void othersAreNamed() {
        assertThatThrownBy(() -> GoVersion.parse("devel")).hasMessage("not a Go version: 'devel'");
    }
}
