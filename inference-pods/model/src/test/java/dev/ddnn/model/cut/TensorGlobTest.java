package dev.ddnn.model.cut;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorGlobTest {
    @ParameterizedTest
    @CsvSource({
        "view*/features, view0/features, true",
        "view*/features, view/features, true",
        "view*/features, view0/a/features, false",
        "*, x, true",
        "*, a/b, false",
        "*/*, a/b, true",
        "*/*, a/b/, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXbYbZ, false",
        "a**, a, true",
        "view0/features, view0/features, true",
        "view0/features, view0/feature, false",
        "a.c, abc, false",
        "'a/', 'a/', true"
    })
    void starStopsAtTheSlash(String glob, String name, boolean matches) {
        assertThat(new TensorGlob(glob).matches(name)).isEqualTo(matches);
    }

    @Test
    void manyStarsTakeNoTime() {
        assertThat(new TensorGlob("*a".repeat(2000) + "b").matches("a".repeat(20_000)))
                .isFalse();
    }
}
