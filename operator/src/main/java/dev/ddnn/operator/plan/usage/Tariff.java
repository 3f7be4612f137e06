package dev.ddnn.operator.plan.usage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the use of a DDNN's sections is booked, and what it costs there, as of now.
 *
 * @param spots by section; of a section that is missing the spec says nothing, or no more
 * @param earlier where sections of which the spec says nothing were booked before, by section
 * @param rates by pool; a pool that is missing costs nothing
 * @param homes the pools that have a node, by node, in the order of their names
 */
public record Tariff(
        Map<String, Spot> spots, Map<String, Spot> earlier, Map<String, Rates> rates, Map<String, List<Home>> homes) {
    public Tariff {
        spots = Map.copyOf(spots);
        earlier = Map.copyOf(earlier);
        rates = Map.copyOf(rates);
        homes = Map.copyOf(homes);
    }

    /** Without what is known from before, and without nodes. */
    public Tariff(Map<String, Spot> spots, Map<String, Rates> rates) {
        this(spots, Map.of(), rates, Map.of());
    }

    /**
     * A pool that has a node.
     *
     * @param tier as the API names it
     */
    public record Home(String pool, String tier) {}

    /** The same, and where it says nothing of a section, what else is known of it. */
    Tariff or(Map<String, Spot> known) {
        var all = new HashMap<>(known);
        all.putAll(earlier);
        return new Tariff(spots, all, rates, homes);
    }

    /**
     * Where a pod that is first heard of is booked. The spec says it. Of a section of which it says nothing, or if the DDNN is gone, it is where it
     * was before, if the pod's node is of that pool; else it is on a pool that has the node. A spec of which nobody knows any more may have moved it.
     */
    Spot spot(String section, String node) {
        Spot told = spots.get(section);
        return told != null
                ? told
                : earlier.getOrDefault(section, Spot.unknown(section)).on(homes.getOrDefault(node, List.of()));
    }

    Rates rates(Spot spot) {
        return rates.getOrDefault(spot.pool(), Rates.NONE);
    }
}
