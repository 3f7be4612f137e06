package dev.ddnn.operator.plan.usage;

import java.util.Map;

/**
 * Where the use of a DDNN's sections is booked, and what it costs there, as of now.
 *
 * @param spots by section; a section that is missing is known no more
 * @param rates by pool; a pool that is missing costs nothing
 */
public record Tariff(Map<String, Spot> spots, Map<String, Rates> rates) {
    public Tariff {
        spots = Map.copyOf(spots);
        rates = Map.copyOf(rates);
    }

    Spot spot(String section) {
        return spots.getOrDefault(section, Spot.unknown(section));
    }

    Rates rates(Spot spot) {
        return rates.getOrDefault(spot.pool(), Rates.NONE);
    }
}
