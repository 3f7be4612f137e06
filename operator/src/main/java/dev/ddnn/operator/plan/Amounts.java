package dev.ddnn.operator.plan;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Amounts of resources for people. */
final class Amounts {
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "m", new BigDecimal("0.001"),
            "k", new BigDecimal("1e3"),
            "M", new BigDecimal("1e6"),
            "G", new BigDecimal("1e9"),
            "Ki", BigDecimal.valueOf(1L << 10),
            "Mi", BigDecimal.valueOf(1L << 20),
            "Gi", BigDecimal.valueOf(1L << 30));

    private Amounts() {}

    /** The amount, rounded down, in the unit of another: so that the two can be compared at a glance. Never below zero. */
    static String like(Quantity other, BigDecimal amount) {
        String unit = other.getFormat() == null ? "" : other.getFormat();
        BigDecimal size = UNITS.get(unit);
        BigDecimal none = amount.max(BigDecimal.ZERO);
        if (size != null) {
            return none.divide(size, 0, RoundingMode.DOWN).toPlainString() + unit;
        }
        BigDecimal milli = none.divide(UNITS.get("m"), 0, RoundingMode.DOWN);
        boolean whole = milli.remainder(BigDecimal.valueOf(1000)).signum() == 0;
        return whole ? none.setScale(0, RoundingMode.DOWN).toPlainString() : milli.toPlainString() + "m";
    }
}
