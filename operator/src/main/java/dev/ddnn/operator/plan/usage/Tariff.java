package dev.ddnn.operator.plan.usage;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the use of a DDNN's sections is booked, and what it costs there, as of now.
 *
 * @param spots by section; of a section that is missing the spec says nothing, or no more
 * @param rates by pool; a pool that is missing costs nothing
 */
public record Tariff(Map<String, Spot> spots, Map<String, Rates> rates) {
    public Tariff {
        spots = Map.copyOf(spots);
        rates = Map.copyOf(rates);
    }

    /** The same, and where it says nothing of a section, what else is known of it. */
    Tariff or(Map<String, Spot> known) {
        var all = new HashMap<>(known);
        all.putAll(spots);
        return new Tariff(all, rates);
    }

    Spot spot(String section) {
        return spots.getOrDefault(section, Spot.unknown(section));
    }

    Rates rates(Spot spot) {
        return rates.getOrDefault(spot.pool(), Rates.NONE);
    }
}
