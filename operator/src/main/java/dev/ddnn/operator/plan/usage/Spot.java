package dev.ddnn.operator.plan.usage;

import dev.ddnn.operator.plan.usage.Tariff.Home;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where use is booked: one row of the bill. A pod's use stays booked where it was when it was first heard of.
 *
 * @param section that pods run
 * @param pool that they run on; empty: not known any more when the first report came
 * @param tier of the pool, as the API names it; empty: as above
 * @param next the section that bytes go to and come from; empty: none
 * @param uplink whether these bytes leave the tier and so are charged
 */
public record Spot(String section, String pool, String tier, String next, boolean uplink) {
    /** Of a section that the DDNN does not have any more. */
    static Spot unknown(String section) {
        return new Spot(section, "", "", "", false);
    }

    /** Whether it says where use is booked. */
    boolean isKnown() {
        return !pool.isEmpty();
    }

    /** The same on the first of the pools; or as it is, if it is on one of them, or there are none. */
    Spot on(List<Home> homes) {
        boolean isThere = homes.stream().anyMatch(home -> home.pool().equals(pool));
        return isThere || homes.isEmpty()
                ? this
                : new Spot(section, homes.get(0).pool(), homes.get(0).tier(), next, uplink);
    }

    /**
     * @param tier of the pool; null: the pool does not exist
     * @param next null in the top section
     */
    public static Spot of(String section, String pool, @Nullable String tier, @Nullable String next, boolean uplink) {
        return new Spot(section, pool, tier == null ? "" : tier, next == null ? "" : next, uplink);
    }
}
