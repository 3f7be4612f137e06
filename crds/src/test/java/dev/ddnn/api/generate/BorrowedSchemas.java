package dev.ddnn.api.generate;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The schemas that we write ourselves for types borrowed from Kubernetes, by the place where the API uses them. */
final class BorrowedSchemas {
    private static final Map<String, String> TYPES = Map.of(
            ".status.conditions[]", "Condition",
            ".spec.imagePullSecrets[]", "LocalObjectReference",
            ".spec.tolerations[]", "Toleration",
            ".status.allocatable{}", "Quantity",
            ".status.used{}", "Quantity",
            ".status.reservations[].amounts{}", "Quantity",
            ".status.waiting[].needed{}", "Quantity",
            ".status.quota.needed{}", "Quantity",
            ".spec.sections[].resources.requests{}", "Amount",
            ".spec.sections[].resources.limits{}", "Amount");

    private final Map<String, JSONSchemaProps> byType = read();

    /** The schema for a path such as {@code .spec.tolerations[]}, if what stands there is borrowed. */
    Optional<JSONSchemaProps> at(String path) {
        return Optional.ofNullable(TYPES.get(path)).map(byType::get);
    }

    /** Bounds an amount that stands in a field of its own. */
    void bound(JSONSchemaProps amount) {
        amount.setMaxLength(byType.get("Amount").getMaxLength());
    }

    private static Map<String, JSONSchemaProps> read() {
        try (var in = BorrowedSchemas.class.getResourceAsStream("/borrowed-schemas.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
