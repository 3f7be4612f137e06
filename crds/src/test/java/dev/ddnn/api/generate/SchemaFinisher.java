package dev.ddnn.api.generate;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a generated definition what the generator's annotations cannot say: the keys of lists, the schemas of borrowed
 * types, the descriptions of kind, spec and status, the order of the columns; and drops rules that come out twice.
 */
final class SchemaFinisher {
    private static final Map<String, List<String>> LIST_KEYS = Map.ofEntries(
            Map.entry(".spec.sections", List.of("name")),
            Map.entry(".spec.sections[].branches", List.of("name")),
            Map.entry(".spec.imagePullSecrets", List.of("name")),
            Map.entry(".status.conditions", List.of("type")),
            Map.entry(".status.sections", List.of("name")),
            Map.entry(".status.sections[].assignments", List.of("branch")),
            Map.entry(".status.addresses", List.of("url")),
            Map.entry(".status.offlineNodes", List.of("name")),
            Map.entry(".status.failedMembers", List.of("name")),
            Map.entry(".status.workloads", List.of("namespace", "ddnn", "section")),
            Map.entry(".status.reservations", List.of("uid")),
            Map.entry(".status.waiting", List.of("uid")),
            Map.entry(".status.metered.users", List.of("ddnn")),
            Map.entry(".status.answered", List.of("exit")),
            Map.entry(".status.hops", List.of("from", "to")),
            Map.entry(".status.rows", List.of("section", "pool", "next")),
            Map.entry(".status.rows[].used.answered", List.of("exit")),
            Map.entry(".status.boots", List.of("podUID", "bootID")),
            Map.entry(".status.boots[].counted.answered", List.of("exit")));
    /** Objects that mean something as a whole only: no two parties each own a part of one. */
    private static final Set<String> ATOMIC = Set.of(
            ".spec.nodes.selector",
            ".spec.namespaces.selector",
            ".spec.sections[].poolRef",
            ".spec.model.source.credentialsSecretRef");

    private static final String SET = ".spec.sections[].output[].tensors";

    private static final String OBSERVED = "observedGeneration";

    private static final String LONG =
            ".*(Generation|Bytes)|[.]status[.](samples|(answered|hops|rows|boots)\\[\\][.].*)";

    private final BorrowedSchemas borrowed = new BorrowedSchemas();
    private final Class<?> kind;
    private final Class<?> spec;
    private final @Nullable Class<?> status;

    /**
     * @param status absent: the kind has none
     */
    SchemaFinisher(Class<?> kind, Class<?> spec, @Nullable Class<?> status) {
        this.kind = kind;
        this.spec = spec;
        this.status = status;
    }

    /** Finishes the definition in place. */
    void finish(CustomResourceDefinition definition) {
        for (var version : definition.getSpec().getVersions()) {
            var root = version.getSchema().getOpenAPIV3Schema();
            describe(root);
            root.setRequired(List.of("spec"));
            visit(root, "");
            orderColumns(version);
        }
    }

    private void describe(JSONSchemaProps root) {
        root.setDescription(description(kind));
        root.getProperties().get("spec").setDescription(description(spec));
        if (status == null) {
            root.getProperties().remove("status");
        } else {
            root.getProperties().get("status").setDescription(description(status));
            if (root.getProperties().get("status").getProperties().containsKey(OBSERVED)) {
                startUnseen(root.getProperties().get("status"));
            }
        }
    }

    /** So that an object that nobody has looked at is not taken for one that is as it should be: kstatus would. */
    private static void startUnseen(JSONSchemaProps status) {
        status.setDefault(JsonNodeFactory.instance.objectNode().put(OBSERVED, -1));
    }

    private static String description(Class<?> type) {
        return type.getAnnotation(JsonClassDescription.class).value();
    }

    private void visit(JSONSchemaProps schema, String path) {
        if (schema.getXKubernetesValidations() != null) {
            schema.setXKubernetesValidations(new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
        }
        if ("array".equals(schema.getType())) {
            typeList(schema, path);
            var items = borrowed.at(path + "[]").orElse(schema.getItems().getSchema());
            schema.getItems().setSchema(items);
            visit(items, path + "[]");
        } else if ("integer".equals(schema.getType()) && schema.getFormat() == null) {
            schema.setFormat(path.matches(LONG) ? "int64" : "int32");
        }
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            borrowed.bound(schema);
        }
        if (ATOMIC.contains(path)) {
            schema.setXKubernetesMapType("atomic");
        }
        if (schema.getAdditionalProperties() != null) {
            borrowed.at(path + "{}").ifPresent(schema.getAdditionalProperties()::setSchema);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> visit(property, path + "." + name));
        }
    }

    private static void typeList(JSONSchemaProps list, String path) {
        if (LIST_KEYS.containsKey(path)) {
            list.setXKubernetesListType("map");
            list.setXKubernetesListMapKeys(LIST_KEYS.get(path));
        } else {
            list.setXKubernetesListType(path.equals(SET) ? "set" : "atomic");
        }
    }

    /** The generator sorts columns by path; people read them in the order in which the annotations stand. */
    private void orderColumns(CustomResourceDefinitionVersion version) {
        var order = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        var columns = new ArrayList<>(version.getAdditionalPrinterColumns());
        columns.sort(Comparator.comparingInt((CustomResourceColumnDefinition c) -> order.indexOf(c.getName())));
        version.setAdditionalPrinterColumns(columns);
    }
}
