package dev.ddnn.api.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The limits of a schema in words, for people. */
final class LimitText {
    private final List<String> words = new ArrayList<>();

    private LimitText() {}

    static List<String> of(JSONSchemaProps schema) {
        var text = new LimitText();
        text.own(schema);
        if (schema.getItems() != null) {
            text.inner("each: ", schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            text.inner("values: ", schema.getAdditionalProperties().getSchema());
        }
        return text.words;
    }

    private void own(JSONSchemaProps schema) {
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            words.add(schema.getEnum().stream()
                    .map(JsonNode::asText)
                    .collect(Collectors.joining("`, `", "one of `", "`")));
        }
        range(schema.getMinimum(), schema.getMaximum(), "");
        range(schema.getMinItems(), schema.getMaxItems(), " items");
        range(schema.getMinLength(), schema.getMaxLength(), " characters");
        range(schema.getMinProperties(), schema.getMaxProperties(), " entries");
        if (schema.getPattern() != null) {
            words.add("pattern `" + schema.getPattern() + "`");
        }
    }

    private void inner(String prefix, JSONSchemaProps schema) {
        var before = words.size();
        own(schema);
        for (int i = before; i < words.size(); i++) {
            words.set(i, prefix + words.get(i));
        }
    }

    private void range(Number min, Number max, String unit) {
        if (min != null && max != null) {
            words.add(
                    min.longValue() == max.longValue()
                            ? max.longValue() + unit
                            : min.longValue() + " to " + max.longValue() + unit);
        } else if (max != null) {
            words.add("at most " + max.longValue() + unit);
        } else if (min != null) {
            words.add("at least " + min.longValue() + unit);
        }
    }
}
