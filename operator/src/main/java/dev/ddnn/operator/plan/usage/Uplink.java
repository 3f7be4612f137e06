package dev.ddnn.operator.plan.usage;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which sections send bytes that the budget is for: the deciding one and all above it. */
final class Uplink {
    private Uplink() {}

    /**
     * Names of these sections. The deciding section is the one that counts answers, wherever they come from; where it has changed, the one
     * heard of last. Before it has answered anything, nothing goes up.
     *
     * @param boots all that is known of the pods
     */
    static Set<String> sections(Collection<Remembered> boots) {
        Optional<Spot> deciding = boots.stream()
                .filter(boot ->
                        !boot.counters().answered().isEmpty() || boot.counters().get(Figure.Samples) > 0)
                .max(Comparator.comparing(Remembered::receivedAt))
                .map(Remembered::spot);
        Map<String, String> next = new HashMap<>();
        boots.stream()
                .sorted(Comparator.comparing(Remembered::receivedAt))
                .forEach(boot -> next.put(boot.spot().section(), boot.spot().next()));
        var sections = new HashSet<String>();
        String section = deciding.map(Spot::section).orElse("");
        while (!section.isEmpty() && sections.add(section)) {
            section = next.getOrDefault(section, "");
        }
        return sections;
    }
}
