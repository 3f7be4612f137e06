package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FarewellsTest {
    private final Farewells farewells = new Farewells();

    @Test
    void nothingIsOverWhileAVisitIsUnderWay() {
        // Given
        farewells.begin("uid");

        // When / Then
        assertThat(farewells.isOver("uid")).isFalse();
        farewells.end("uid");
        assertThat(farewells.isOver("uid")).isTrue();
    }

    @Test
    void noVisitBeginsOnceItIsOver() {
        // Given
        farewells.isOver("uid");

        // When / Then
        assertThat(farewells.begin("uid")).isFalse();
        assertThat(farewells.begin("another")).isTrue();
    }
}
