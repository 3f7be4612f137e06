package dev.ddnn.hub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
    @Test
    void textIsShownShortAndOnOneLine() {
        assertThat(ForeignText.shown("a\nb" + "x".repeat(300))).isEqualTo("a?b" + "x".repeat(197) + "…");
    }
}
