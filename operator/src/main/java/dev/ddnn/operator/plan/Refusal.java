package dev.ddnn.operator.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a node takes no new pods of a pool: it has taints that the pool does not tolerate.
 *
 * @param node its name
 * @param taints which of its taints these are
 * @param tolerations what the pool has instead, as the end of a sentence
 */
public record Refusal(String node, String taints, String tolerations) {
    /** Sentences for a person, with what to do; nodes that refuse for the same reason share one. */
    public static List<String> texts(List<Refusal> refusals) {
        var kin = refusals.stream()
                .collect(Collectors.groupingBy(Refusal::reason, LinkedHashMap::new, Collectors.toList()));
        return kin.values().stream().map(Refusal::text).toList();
    }

    /** The same of any node. */
    Refusal reason() {
        return new Refusal("", taints, tolerations);
    }

    private static String text(List<Refusal> kin) {
        List<String> nodes = kin.stream().map(Refusal::node).distinct().toList();
        Refusal reason = kin.get(0);
        return Listing.of("node", "nodes", nodes) + (nodes.size() == 1 ? " has" : " have") + " the taint "
                + reason.taints
                + ", and " + reason.tolerations
                + ". Add what is missing to the pool's `tolerations`, or remove the taint";
    }
}
