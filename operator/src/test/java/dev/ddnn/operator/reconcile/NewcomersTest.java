package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NewcomersTest {
    private final Newcomers<ConfigMap> newcomers =
            new Newcomers<>(map -> !map.getMetadata().getName().equals("dull"));

    @Test
    void whatTheFirstListHeldIsNoNews() {
        // Given
        newcomers.listed(Stream.of(map("a", "city", "7"), map("b", "city", "9"), map("c", "port", "100")));

        // When
        boolean told = newcomers.accept(map("a", "city", "7"));

        // Then
        assertThat(told).isFalse();
        assertThat(newcomers.accept(map("d", "city", "10"))).isTrue();
        assertThat(newcomers.accept(map("d", "elsewhere", "1"))).isTrue();
        assertThat(newcomers.accept(map("dull", "city", "11"))).isFalse();
    }

    @Test
    void beforeTheFirstListNothingIsNews() {
        assertThat(newcomers.accept(map("a", "city", "7"))).isFalse();
    }

    @Test
    void aVersionThatIsNoNumberIsNews() {
        newcomers.listed(Stream.of(map("a", "city", "x"), map("b", "city", "9")));
        assertThat(newcomers.accept(map("c", "city", "y"))).isTrue();
        assertThat(newcomers.accept(map("c", "city", "10"))).isTrue();
    }

    private static ConfigMap map(String name, String namespace, String version) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withResourceVersion(version)
                .endMetadata()
                .build();
    }
}
