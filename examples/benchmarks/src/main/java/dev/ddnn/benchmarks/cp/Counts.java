package dev.ddnn.benchmarks.cp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator's calls in a burst come to.
 *
 * @param calls all of them
 * @param namespace of the burst
 * @param ddnns how many DDNNs were created
 * @param news how many of their statuses told something new: the first one, and each that tells of more pods that are ready
 */
record Counts(List<Call> calls, String namespace, int ddnns, int news) {
    /**
     * The least that a DDNN of three tiers needs besides its statuses, by verb and resource: a ConfigMap, a Service and a Deployment for each
     * tier; the record of its revision; and the Event that says that it answers.
     */
    static final Map<String, Integer> FIXED = Map.of(
            "create configmaps", 3,
            "create services", 3,
            "create deployments", 3,
            "create ddnnrevisions", 1,
            "create events", 1);

    private static final String STATUS = "update ddnns/status";
    private static final Set<String> CHILDREN = Set.of("configmaps", "services", "deployments");

    /** The least that these DDNNs needed, of that verb and resource. */
    private long least(String kind) {
        return STATUS.equals(kind) ? news : (long) ddnns * FIXED.getOrDefault(kind, 0);
    }

    double leastPerDDNN() {
        long fixed = FIXED.keySet().stream().mapToLong(this::least).sum();
        return (fixed + news) / (double) ddnns;
    }

    /** Writes to the namespace, those that were refused too, without bills: these are written with the minute and not with the DDNN. */
    List<Call> writes() {
        return inNamespace().filter(call -> !call.isOfBill()).toList();
    }

    /** Writes of bills, of those DDNNs that were there when the minute was over. */
    long ofBills() {
        return inNamespace().filter(Call::isOfBill).count();
    }

    private Stream<Call> inNamespace() {
        return calls.stream().filter(call -> call.isWrite() && namespace.equals(call.namespace()));
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

    /** Changes of a child that is as it should be: it was not seen in time. What is made twice is a conflict. */
    long duplicates() {
        return writes().stream()
                .filter(call -> "patch".equals(call.verb()) && CHILDREN.contains(call.resource()))
                .count();
    }

    /** How the writes of a DDNN are made up, and where that differs from the least. */
    String composition() {
        return Call.byKind(writes()).entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue() / (double) ddnns))
                .collect(Collectors.joining(", "));
    }

    /** Where more than the least is written, and by how much a DDNN. */
    List<String> excess() {
        Map<String, Long> found = new HashMap<>(Call.byKind(writes()));
        FIXED.keySet().forEach(kind -> found.putIfAbsent(kind, 0L));
        var excess = new ArrayList<String>();
        found.forEach((kind, count) -> {
            long more = count - least(kind);
            if (more != 0) {
                excess.add(String.format(Locale.ROOT, "%s %+.3f", kind, more / (double) ddnns));
            }
        });
        excess.sort(null);
        return excess;
    }
}
