package dev.ddnn.api.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.generate.SchemaWalk.Field;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every field of every kind: it is described and bounded, and its lists can be merged. */
class SchemaLawsTest {
    /** Lists of objects without a key of their own, and lists whose order counts: replaced as a whole, as their uses allow. */
    private static final Set<String> ATOMIC = Set.of(
            "spec.sections[].output",
            "spec.tolerations",
            "spec.rollout.steps",
            "spec.views",
            "spec.sections[].branches[].views",
            "spec.sections[].branches[].inputs",
            "spec.sections[].branches[].inputs[].peers",
            "spec.sections[].branches[].outputs",
            "spec.sections[].branches[].outputs[].peers");

    private static final Set<String> PARTS = Set.of("spec", "status");

    /** A field, with its kind for the name of the test. */
    record Case(String kind, Field field) {
        @Override
        public String toString() {
            return kind + "." + field.path();
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void isDescribedWithAnExample(Case c) {
        // Given a field; When
        var description = c.field.schema().getDescription();
        // Then
        assertThat(description).hasSizeGreaterThanOrEqualTo(20).endsWith(".");
        if (!PARTS.contains(c.field.path())) {
            assertThat(description).contains("Example: ");
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void saysThatItIsRequired(Case c) {
        // Given a field; When
        var description = c.field.schema().getDescription();
        // Then
        if (c.field.path().startsWith("spec.")) {
            assertThat(description.contains(" Required. ")).isEqualTo(c.field.required());
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void saysItsDefault(Case c) {
        // Given
        var standard = c.field.schema().getDefault();
        // When
        var description = c.field.schema().getDescription();
        // Then
        if (standard != null) {
            assertThat(description).contains(standard.asText()).contains("default");
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void isBounded(Case c) {
        // Given
        var schema = c.field.schema();
        // When, Then
        assertBounded(schema);
        if (schema.getItems() != null) {
            assertBounded(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            assertBounded(schema.getAdditionalProperties().getSchema());
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void canBeMergedIfItIsAList(Case c) {
        // Given
        var schema = c.field.schema();
        // When
        var type = schema.getXKubernetesListType();
        // Then
        if (c.field.isListOfObjects()) {
            assertThat(type).isEqualTo(ATOMIC.contains(c.field.path()) ? "atomic" : "map");
            var keys = schema.getXKubernetesListMapKeys();
            assertThat(
                            schema.getItems().getSchema().getRequired() == null
                                    ? List.of()
                                    : schema.getItems().getSchema().getRequired())
                    .containsAll(keys == null ? List.of() : keys);
        } else if ("array".equals(schema.getType())) {
            assertThat(type).isEqualTo(ATOMIC.contains(c.field.path()) ? "atomic" : "set");
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void hasRulesOnceEachWithAMessage(Case c) {
        // Given
        var rules = c.field.schema().getXKubernetesValidations();
        // When, Then
        if (rules != null) {
            assertThat(rules).doesNotHaveDuplicates().allSatisfy(rule -> assertThat(
                            Stream.of(rule.getMessage(), rule.getMessageExpression())
                                    .filter(m -> m != null && !m.isBlank()))
                    .hasSize(1));
        }
    }

    private static void assertBounded(JSONSchemaProps schema) {
        if ("string".equals(schema.getType())) {
            assertThat(schema.getMaxLength() != null || !schema.getEnum().isEmpty())
                    .isTrue();
        } else if ("array".equals(schema.getType())) {
            assertThat(schema.getMaxItems()).isPositive();
        } else if ("integer".equals(schema.getType())) {
            assertThat(schema.getMinimum()).isNotNull();
        } else if (schema.getAdditionalProperties() != null) {
            assertThat(schema.getMaxProperties()).isPositive();
        } else if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            assertThat(schema.getMaxLength()).isPositive();
        } else if (!"boolean".equals(schema.getType())) {
            assertThat(schema.getType()).isEqualTo("object");
            assertThat(schema.getProperties()).isNotEmpty();
        }
    }

    static Stream<Case> fields() {
        return Definitions.generate().all().stream()
                .flatMap(d ->
                        SchemaWalk.fieldsOf(d.getSpec()
                                        .getVersions()
                                        .get(0)
                                        .getSchema()
                                        .getOpenAPIV3Schema())
                                .stream()
                                .map(f -> new Case(d.getSpec().getNames().getKind(), f)));
    }
}
