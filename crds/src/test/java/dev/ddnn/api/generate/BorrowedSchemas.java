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
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry(".status.conditions[]", "Condition"),
            Map.entry(".spec.imagePullSecrets[]", "LocalObjectReference"),
            Map.entry(".spec.tolerations[]", "Toleration"),
            Map.entry(".status.allocatable{}", "Quantity"),
            Map.entry(".status.used{}", "Quantity"),
            Map.entry(".status.reservations[].amounts{}", "Quantity"),
            Map.entry(".status.waiting[].needed{}", "Quantity"),
            Map.entry(".status.quota.needed{}", "Quantity"),
            Map.entry(".status.quota.replaced{}", "Quantity"),
            Map.entry(".spec.sections[].resources.requests{}", "Amount"),
            Map.entry(".spec.sections[].resources.limits{}", "Amount"));

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
