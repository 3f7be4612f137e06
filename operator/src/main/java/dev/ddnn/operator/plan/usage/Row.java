package dev.ddnn.operator.plan.usage;

import java.math.BigDecimal;

/**
 * What was used in one spot since the month began.
 *
 * @param counters summed over all boots
 * @param energyWh estimated, in watt-hours
 * @param cost in the currency of the prices
 */
public record Row(Counters counters, BigDecimal energyWh, BigDecimal cost) {
    static final Row NONE = new Row(Counters.NONE, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Both together. */
    public Row plus(Row other) {
        return new Row(counters.plus(other.counters), energyWh.add(other.energyWh), cost.add(other.cost));
    }
}
