package dev.ddnn.operator.install;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Kubernetes objects as plain trees, by kind, namespace and name. */
final class Manifests {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String KEPT = "helm.sh/resource-policy";

    private Manifests() {}

    /** Two objects of one key fail. What says only how Helm treats an object is left out. */
    static Map<String, JsonNode> parse(String yaml) throws IOException {
        Map<String, JsonNode> objects = new TreeMap<>();
        try (var documents = YAML.readerFor(new TypeReference<JsonNode>() {}).<JsonNode>readValues(yaml)) {
            while (documents.hasNextValue()) {
                JsonNode object = documents.nextValue();
                if (object != null && object.isObject()) {
                    withoutHelm((ObjectNode) object.get("metadata"));
                    if (objects.put(key(object), object) != null) {
                        throw new IllegalStateException(key(object) + " is there twice");
                    }
                }
            }
        }
        return objects;
    }

    /** One document. */
    static JsonNode tree(String yaml) throws IOException {
        return YAML.readTree(yaml);
    }

    /** Numbers by their value: whether 0 is written as 0.0 is nobody's wish. */
    static int compare(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    }

    private static void withoutHelm(ObjectNode metadata) {
        if (metadata.get("annotations") instanceof ObjectNode) {
            ObjectNode annotations = (ObjectNode) metadata.get("annotations");
            annotations.remove(KEPT);
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
    }

    private static String key(JsonNode object) {
        JsonNode metadata = object.get("metadata");
        return object.get("kind").asText() + " " + metadata.path("namespace").asText("-") + "/"
                + metadata.get("name").asText();
    }
}
