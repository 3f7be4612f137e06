package dev.ddnn.benchmarks.cp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the operator's calls in a burst come to.
 *
 * @param calls all of them
 * @param namespace of the burst
 * @param ddnns how many DDNNs were created
 */
record Counts(List<Call> calls, String namespace, int ddnns) {
    /**
     * The least that a DDNN of three tiers needs, by verb and resource: a ConfigMap, a Service and a Deployment for each tier, the record of its
     * revision, a status when they are made, another when it is Ready, and the Events of these two.
     */
    static final Map<String, Integer> MINIMUM = Map.of(
            "patch configmaps", 3,
            "patch services", 3,
            "patch deployments", 3,
            "patch ddnnrevisions", 1,
            "patch ddnns/status", 2,
            "create events", 2);

    static int minimum() {
        return MINIMUM.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Writes to the namespace, those that were refused too. */
    List<Call> writes() {
        return calls.stream()
                .filter(call -> call.isWrite() && namespace.equals(call.namespace()))
                .toList();
    }

    double writesPerDDNN() {
        return writes().size() / (double) ddnns;
    }

    double readsPerDDNN() {
        return calls.stream()
                        .filter(call -> !call.isWrite() && !"watch".equals(call.verb()))
                        .count()
                / (double) ddnns;
    }

    /** Two writers of one thing. */
    long conflicts() {
        return writes().stream().filter(Call::isConflict).count();
    }

    /** Applies of a child that was there already: it was not seen in time. */
    long duplicates() {
        Set<String> known = new HashSet<>();
        return writes().stream()
                .filter(call -> "patch".equals(call.verb()) && !call.resource().contains("/"))
                .filter(call -> !known.add(call.resource() + " " + call.name()))
                .count();
    }

    /** How the writes of a DDNN are made up, and where that differs from the least. */
    String composition() {
        return Call.byKind(writes()).entrySet().stream()
                .map(entry -> String.format("%s %.2f", entry.getKey(), entry.getValue() / (double) ddnns))
                .collect(Collectors.joining(", "));
    }

    /** Where more than the least is written, and by how much a DDNN. */
    List<String> excess() {
        Map<String, Long> found = new HashMap<>(Call.byKind(writes()));
        MINIMUM.keySet().forEach(kind -> found.putIfAbsent(kind, 0L));
        var excess = new ArrayList<String>();
        found.forEach((kind, count) -> {
            double more = count / (double) ddnns - MINIMUM.getOrDefault(kind, 0);
            if (more != 0) {
                excess.add(String.format("%s %+.2f", kind, more));
            }
        });
        excess.sort(null);
        return excess;
    }
}
