package dev.ddnn.operator.plan.usage;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.PoolRef;
import dev.ddnn.api.v1alpha1.PowerSpec;
import dev.ddnn.api.v1alpha1.PriceSpec;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.usage.Tariff.Home;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from specs where use is booked and what it costs. What is missing or cannot be read costs nothing. */
public final class Tariffs {
    private static final String CPU = "cpu";

    private Tariffs() {}

    /**
     * @param spec null: the DDNN is gone
     * @param pools all that there are, with their nodes
     */
    public static Tariff of(@Nullable DDNNSpec spec, List<Pool> pools) {
        Map<String, Pool> byName =
                pools.stream().collect(Collectors.toMap(Pool::name, Function.identity(), (one, other) -> one));
        return new Tariff(
                spec == null
                        ? Map.of()
                        : spots(spec, name -> Optional.ofNullable(byName.get(name))
                                .map(Pool::spec)),
                Map.of(),
                pools.stream().collect(Collectors.toMap(Pool::name, Tariffs::rates, (one, other) -> one)),
                homes(pools));
    }

    private static Map<String, List<Home>> homes(List<Pool> pools) {
        var homes = new HashMap<String, List<Home>>();
        pools.stream().sorted(Comparator.comparing(Pool::name)).forEach(pool -> pool.nodes()
                .forEach(node -> homes.computeIfAbsent(node.name(), name -> new ArrayList<>())
                        .add(home(pool))));
        return homes;
    }

    private static Home home(Pool pool) {
        Tier tier = pool.spec().tier();
        return new Home(pool.name(), tier == null ? "" : tier.name());
    }

    /**
     * Where use is booked, by section.
     *
     * @param pools by name; empty: there is none
     */
    public static Map<String, Spot> spots(DDNNSpec spec, Function<String, Optional<DDNNNodePoolSpec>> pools) {
        var spots = new HashMap<String, Spot>();
        List<SectionSpec> sections = spec.sections() == null ? List.of() : spec.sections();
        for (int i = 0; i < sections.size(); i++) {
            SectionSpec section = sections.get(i);
            SectionSpec next = i + 1 < sections.size() ? sections.get(i + 1) : null;
            Tier tier = tier(section, pools);
            Tier above = next == null ? null : tier(next, pools);
            String name = Objects.requireNonNullElse(section.name(), "");
            spots.put(
                    name,
                    Spot.of(
                            name,
                            pool(section),
                            tier == null ? null : tier.name(),
                            next == null ? null : next.name(),
                            tier != null && above != null && tier != above));
        }
        return spots;
    }

    private static Rates rates(Pool pool) {
        DDNNNodePoolSpec spec = pool.spec();
        PriceSpec price = Objects.requireNonNullElse(spec.price(), new PriceSpec(null, null, null));
        PowerSpec power = Objects.requireNonNullElse(spec.power(), new PowerSpec(null, null));
        var cores = new HashMap<String, BigDecimal>();
        pool.nodes().stream()
                .filter(node -> node.allocatable().containsKey(CPU))
                .forEach(node -> cores.put(
                        node.name(),
                        Objects.requireNonNull(node.allocatable().get(CPU)).getNumericalAmount()));
        return new Rates(
                decimal(price.cpuHour()),
                decimal(price.memoryGiHour()),
                decimal(price.uplinkGi()),
                decimal(power.busyWatts()).subtract(decimal(power.idleWatts())).max(BigDecimal.ZERO),
                cores);
    }

    private static String pool(SectionSpec section) {
        PoolRef ref = section.poolRef();
        return ref == null || ref.name() == null ? "" : ref.name();
    }

    private static @Nullable Tier tier(SectionSpec section, Function<String, Optional<DDNNNodePoolSpec>> pools) {
        return pools.apply(pool(section)).map(DDNNNodePoolSpec::tier).orElse(null);
    }

    private static BigDecimal decimal(@Nullable String text) {
        try {
            return text == null ? BigDecimal.ZERO : new BigDecimal(text);
        } catch (NumberFormatException refusedByTheSchema) {
            return BigDecimal.ZERO;
        }
    }
}
