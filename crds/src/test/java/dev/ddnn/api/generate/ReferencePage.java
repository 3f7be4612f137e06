package dev.ddnn.api.generate;

import dev.ddnn.api.generate.SchemaWalk.Field;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes {@code REFERENCE.md}: every field of every kind with type, default, limits and rules, to be read by people. */
final class ReferencePage {
    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    static String of(List<CustomResourceDefinition> definitions) {
        var reference = new ReferencePage();
        reference.line("# Reference of the API `ddnn.dev/v1alpha1`");
        reference.line("");
        reference.line(
                "Generated from the same classes as [the manifests](manifests); `kubectl explain` says the same.");
        reference.line("`[]` marks the items of a list. What is **required** must be given; all else may be left out.");
        definitions.forEach(reference::kind);
        return reference.page.toString();
    }

    private void kind(CustomResourceDefinition definition) {
        var names = definition.getSpec().getNames();
        var version = definition.getSpec().getVersions().get(0);
        var root = version.getSchema().getOpenAPIV3Schema();
        line("");
        line("## " + names.getKind());
        line("");
        line(root.getDescription());
        line("");
        line("* Scope: " + definition.getSpec().getScope().toLowerCase(Locale.ROOT)
                + "; names for `kubectl`: `" + names.getPlural() + "`, `" + String.join("`, `", names.getShortNames())
                + "`");
        line("* Columns of `kubectl get`: " + columns(version.getAdditionalPrinterColumns(), c -> c.getPriority() == 0)
                + "; with `-o wide` also " + columns(version.getAdditionalPrinterColumns(), c -> c.getPriority() > 0));
        rules(root).forEach(rule -> line("* Rule: " + rule));
        var fields = SchemaWalk.fieldsOf(root);
        table(fields, "spec");
        if (fields.stream().anyMatch(field -> field.path().equals("status"))) {
            table(fields, "status");
        }
    }

    private static String columns(
            List<CustomResourceColumnDefinition> columns, Predicate<CustomResourceColumnDefinition> which) {
        return columns.stream()
                .filter(which)
                .map(c -> c.getName() + " (`" + c.getJsonPath() + "`)")
                .collect(Collectors.joining(", "));
    }

    private void table(List<Field> fields, String part) {
        line("");
        line("### " + part);
        line("");
        var head =
                fields.stream().filter(f -> f.path().equals(part)).findFirst().orElseThrow();
        line(head.schema().getDescription());
        rules(head.schema()).forEach(rule -> line("Rule: " + rule));
        line("");
        line("| field | type | default | limits | what it is |");
        line("| --- | --- | --- | --- | --- |");
        fields.stream().filter(f -> f.path().startsWith(part + ".")).forEach(this::row);
    }

    private void row(Field field) {
        var schema = field.schema();
        var what = new ArrayList<>(List.of(schema.getDescription()));
        rules(schema).forEach(rule -> what.add("Rule: " + rule));
        if (schema.getItems() != null) {
            rules(schema.getItems().getSchema()).forEach(rule -> what.add("Rule: " + rule));
        }
        var standard = field.required()
                ? "**required**"
                : schema.getDefault() == null ? "" : "`" + schema.getDefault().asText() + "`";
        line("| `" + field.path() + "` | " + type(schema) + " | " + standard + " | "
                + cell(String.join("; ", LimitText.of(schema))) + " | " + cell(String.join("<br>", what)) + " |");
    }

    private static String type(JSONSchemaProps schema) {
        if ("array".equals(schema.getType())) {
            var key = schema.getXKubernetesListMapKeys();
            var of = "list of " + schema.getItems().getSchema().getType() + "s";
            return key == null || key.isEmpty() ? of : of + ", by `" + String.join("`, `", key) + "`";
        }
        if (schema.getAdditionalProperties() != null) {
            var values = schema.getAdditionalProperties().getSchema();
            return isQuantity(values) ? "map to quantities" : "map to strings";
        }
        return isQuantity(schema) ? "quantity" : schema.getType();
    }

    private static boolean isQuantity(JSONSchemaProps schema) {
        return Boolean.TRUE.equals(schema.getXKubernetesIntOrString());
    }

    /** What each rule says when it is broken; the expressions themselves stand in the manifests. */
    private static List<String> rules(JSONSchemaProps schema) {
        return schema.getXKubernetesValidations() == null
                ? List.of()
                : schema.getXKubernetesValidations().stream()
                        .map(ReferencePage::message)
                        .toList();
    }

    private static String message(ValidationRule rule) {
        if (rule.getMessage() != null) {
            return rule.getMessage();
        }
        var literal = rule.getMessageExpression();
        var end = literal.indexOf("; found");
        return literal.substring(1, end < 0 ? literal.length() : end).replaceAll("' \\+ ([\\w.]+) \\+ '", "`$1`");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
