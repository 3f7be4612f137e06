package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.SectionResources;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a section's container asks for. A pod without a memory limit could take a small device down, so there always is one.
 *
 * @param requests by resource
 * @param limits by resource
 */
public record PodRequirements(Map<String, Quantity> requests, Map<String, Quantity> limits) {
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final Quantity DEFAULT_CPU_REQUEST = new Quantity("50m");
    private static final Quantity DEFAULT_MEMORY_REQUEST = new Quantity("128Mi");
    private static final Quantity DEFAULT_MEMORY_LIMIT = new Quantity("256Mi");

    /** What the user wants, with what is missing filled in. */
    public static PodRequirements of(SectionResources wanted) {
        Map<String, Quantity> requests = copy(wanted.requests());
        Map<String, Quantity> limits = copy(wanted.limits());
        limits.putIfAbsent(MEMORY, larger(DEFAULT_MEMORY_LIMIT, requests.get(MEMORY)));
        requests.putIfAbsent(CPU, smaller(DEFAULT_CPU_REQUEST, limits.get(CPU)));
        requests.putIfAbsent(MEMORY, smaller(DEFAULT_MEMORY_REQUEST, limits.get(MEMORY)));
        // What is limited alone is requested too: so the API server sees it.
        limits.forEach(requests::putIfAbsent);
        return new PodRequirements(requests, limits);
    }

    private static Quantity larger(Quantity one, @Nullable Quantity other) {
        return other != null && other.getNumericalAmount().compareTo(one.getNumericalAmount()) > 0 ? other : one;
    }

    private static Quantity smaller(Quantity one, @Nullable Quantity other) {
        return other != null && other.getNumericalAmount().compareTo(one.getNumericalAmount()) < 0 ? other : one;
    }

    private static Map<String, Quantity> copy(@Nullable Map<String, Quantity> map) {
        return map == null ? new TreeMap<>() : new TreeMap<>(map);
    }
}
