package dev.ddnn.api.apiserver;

import dev.ddnn.api.generate.Definitions;
import dev.ddnn.api.generate.SchemaWalk;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** What the schema says of a field that is named as for {@code kubectl explain}. */
final class ReferenceText {
    private ReferenceText() {}

    static String description(Definitions definitions, String field) {
        var parts = field.split("\\.", 2);
        var definition = definitions.all().stream()
                .filter(d -> d.getSpec().getNames().getShortNames().contains(parts[0]))
                .findFirst()
                .orElseThrow();
        var root = schema(definition);
        return parts.length == 1
                ? root.getDescription()
                : SchemaWalk.fieldsOf(root).stream()
                        .filter(f -> f.plainPath().equals(parts[1]))
                        .findFirst()
                        .orElseThrow()
                        .schema()
                        .getDescription();
    }

    private static JSONSchemaProps schema(CustomResourceDefinition definition) {
        return definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    }
}
