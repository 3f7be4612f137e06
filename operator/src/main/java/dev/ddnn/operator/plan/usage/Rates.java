package dev.ddnn.operator.plan.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What use of a pool costs and draws. What is not known is 0 or missing, and adds nothing.
 *
 * @param cpuHour price of a core-hour
 * @param memoryGiHour price of a GiB-hour of memory
 * @param uplinkGi price of a GiB that leaves the tier
 * @param busyMoreWatts what a node draws more when all its cores are busy than when it is idle
 * @param cores by node
 */
public record Rates(
        BigDecimal cpuHour,
        BigDecimal memoryGiHour,
        BigDecimal uplinkGi,
        BigDecimal busyMoreWatts,
        Map<String, BigDecimal> cores) {
    /** A pool that says nothing, or is not there. */
    public static final Rates NONE =
            new Rates(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Map.of());

    /** So small that the sum of a month's roundings is far below any coin. */
    static final int SCALE = 12;

    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000L);
    private static final BigDecimal GI = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal GI_HOUR = GI.multiply(BigDecimal.valueOf(3600));

    public Rates {
        cores = Map.copyOf(cores);
    }

    /**
     * What use costs and draws, rounded to {@link #SCALE} decimals.
     *
     * @param used since the last look
     * @param uplink whether its bytes leave the tier
     * @param node that it ran on
     */
    Row row(Counters used, boolean uplink, String node) {
        BigDecimal cost = share(cpuHour, used.get(Figure.CpuMillis), MILLIS_PER_HOUR)
                .add(share(memoryGiHour, used.get(Figure.MemoryByteSeconds), GI_HOUR))
                .add(uplink ? share(uplinkGi, used.get(Figure.UpBytes), GI) : BigDecimal.ZERO);
        return new Row(used, energy(used.get(Figure.CpuMillis), node), cost);
    }

    private BigDecimal energy(long cpuMillis, String node) {
        BigDecimal all = cores.get(node);
        return all == null || all.signum() <= 0
                ? BigDecimal.ZERO
                : share(busyMoreWatts, cpuMillis, MILLIS_PER_HOUR.multiply(all));
    }

    private static BigDecimal share(BigDecimal rate, long amount, BigDecimal per) {
        return rate.multiply(BigDecimal.valueOf(amount)).divide(per, SCALE, RoundingMode.HALF_EVEN);
    }
}
