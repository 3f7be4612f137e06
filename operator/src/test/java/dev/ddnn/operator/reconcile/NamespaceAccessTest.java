package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NamespaceAccessTest {
    private static final Set<String> NAMESPACES = Set.of("south", "north", "city");

    @Test
    void namespacesThatMayNotBeReadAreNamedTogether() {
        // Given
        Consumer<String> read = namespace -> {
            if (!namespace.equals("city")) {
                throw failure(403);
            }
        };

        // When
        var problem = NamespaceAccess.problem(NAMESPACES, read);

        // Then
        assertThat(problem).get().asString().contains("found without: north, south. Create them, then");
    }

    @Test
    void nothingIsWrongWhereAllCanBeRead() {
        // When / Then
        assertThat(NamespaceAccess.problem(NAMESPACES, namespace -> {})).isEmpty();
    }

    @Test
    void otherFailuresAreNotTakenForMissingRights() {
        // Given
        Consumer<String> read = namespace -> {
            throw failure(500);
        };

        // When / Then
        assertThatThrownBy(() -> NamespaceAccess.problem(NAMESPACES, read))
                .isInstanceOf(KubernetesClientException.class);
    }

    private static KubernetesClientException failure(int code) {
        return new KubernetesClientException("refused", code, null);
    }
}
