package dev.ddnn.operator.validate;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.SectionResources;
import dev.ddnn.api.v1alpha1.SectionSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resources that a pod could not be made of. */
final class QuantityChecks {
    private QuantityChecks() {}

    static List<Violation> check(DDNNSpec spec) {
        var found = new ArrayList<Violation>();
        List<SectionSpec> sections = SpecChecks.sections(spec);
        for (int i = 0; i < sections.size(); i++) {
            SectionResources resources = sections.get(i).resources();
            if (resources != null) {
                checkResources(found, "spec.sections[" + i + "].resources", resources);
            }
        }
        return found;
    }

    private static void checkResources(List<Violation> found, String path, SectionResources resources) {
        Map<String, Quantity> limits = orEmpty(resources.limits());
        limits.forEach((name, limit) -> amount(found, path + ".limits." + name, limit));
        orEmpty(resources.requests()).forEach((name, request) -> {
            String field = path + ".requests." + name;
            BigDecimal asked = amount(found, field, request);
            Quantity limit = limits.get(name);
            BigDecimal allowed = limit == null ? null : amount(new ArrayList<>(), field, limit);
            if (asked != null && allowed != null && asked.compareTo(allowed) > 0) {
                found.add(Violation.of(
                        field, "be at most the limit of '" + limit + "'", request, "Lower it, or raise the limit."));
            }
        });
    }

    private static Map<String, Quantity> orEmpty(@Nullable Map<String, Quantity> map) {
        return map == null ? Map.of() : map;
    }

    private static @Nullable BigDecimal amount(List<Violation> found, String field, Quantity quantity) {
        try {
            BigDecimal amount = quantity.getNumericalAmount();
            if (amount.signum() < 0) {
                found.add(Violation.of(field, "not be negative", quantity, "Write an amount like 100m or 160Mi."));
                return null;
            }
            return amount;
        } catch (IllegalArgumentException e) {
            found.add(Violation.of(field, "be a quantity", quantity, "Write an amount like 100m or 160Mi."));
            return null;
        }
    }
}
