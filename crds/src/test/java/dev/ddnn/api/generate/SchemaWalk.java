package dev.ddnn.api.generate;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;

/** All fields of a schema as a flat list, each with its path as users write it: {@code spec.sections[].name}. */
public final class SchemaWalk {
    /** One field: its path, its schema, and whether its parent requires it. */
    public record Field(String path, JSONSchemaProps schema, boolean required) {
        /** The path without the marks of lists and maps, as the API server names fields. */
        public String plainPath() {
            return path.replace("[]", "");
        }

        /** Whether a list of objects, as opposed to a list of plain values. */
        public boolean isListOfObjects() {
            return "array".equals(schema.getType())
                    && "object".equals(schema.getItems().getSchema().getType());
        }
    }

    private final List<Field> fields = new ArrayList<>();

    private SchemaWalk() {}

    /** The fields beneath a root, in the schema's own order, parents first; the root itself is not among them. */
    public static List<Field> fieldsOf(JSONSchemaProps root) {
        var walk = new SchemaWalk();
        walk.enter(root, "");
        return walk.fields;
    }

    private void enter(JSONSchemaProps parent, String path) {
        if (parent.getProperties() != null) {
            parent.getProperties().forEach((name, schema) -> {
                var here = path.isEmpty() ? name : path + "." + name;
                var required =
                        parent.getRequired() != null && parent.getRequired().contains(name);
                fields.add(new Field(here, schema, required));
                enter(schema, here);
            });
        }
        if (parent.getItems() != null) {
            enter(parent.getItems().getSchema(), path + "[]");
        }
    }
}
