package dev.ddnn.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedPartsTest {
    private final SharedParts<List<String>> parts = new SharedParts<>(Object::equals);

    @Test
    void ofEqualValuesTheFirstIsKept() {
        // Given
        List<String> first = new ArrayList<>(List.of("a"));
        parts.same(first);

        // When
        List<String> second = parts.same(new ArrayList<>(List.of("a")));

        // Then
        assertThat(second).isSameAs(first);
        assertThat(parts.same(new ArrayList<>(List.of("b")))).containsExactly("b");
    }

    @Test
    void whatNobodyHasIsForgotten() {
        // Given
        for (int i = 0; i < 1000; i++) {
            parts.same(new ArrayList<>(List.of("value " + i)));
        }

        // When
        long limit = System.nanoTime() + Duration.ofSeconds(100).toNanos();
        while (parts.size() > 0 && System.nanoTime() < limit) {
            System.gc();
            Thread.onSpinWait();
        }

        // Then
        assertThat(parts.size()).isZero();
    }
}
