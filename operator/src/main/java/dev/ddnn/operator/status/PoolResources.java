package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.operator.plan.Observed.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What nodes have for pods, added up. */
final class PoolResources {
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final BigDecimal MEBI = BigDecimal.valueOf(1 << 20);

    private PoolResources() {}

    /** The sums by resource: cpu, memory and extended resources; absent: the nodes say nothing. */
    static @Nullable Map<String, Quantity> sum(List<Node> nodes) {
        var sums = new TreeMap<String, BigDecimal>(
                Comparator.comparing((String name) -> name.contains("/")).thenComparing(Comparator.naturalOrder()));
        for (Node node : nodes) {
            node.allocatable().forEach((name, amount) -> {
                if (name.equals(CPU) || name.equals(MEMORY) || name.contains("/")) {
                    sums.merge(name, amount.getNumericalAmount(), BigDecimal::add);
                }
            });
        }
        var written = new LinkedHashMap<String, Quantity>();
        sums.entrySet().stream()
                .limit(Limits.RESOURCES)
                .forEach(sum -> written.put(sum.getKey(), quantity(sum.getKey(), sum.getValue())));
        return written.isEmpty() ? null : written;
    }

    private static Quantity quantity(String name, BigDecimal amount) {
        return name.equals(MEMORY)
                ? new Quantity(amount.divide(MEBI, 0, RoundingMode.DOWN).toPlainString() + "Mi")
                : new Quantity(plain(amount));
    }

    /** Whole cores as such, others in thousandths, as people write them. */
    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().scale() <= 0
                ? amount.toBigInteger().toString()
                : amount.movePointRight(3).setScale(0, RoundingMode.DOWN).toPlainString() + "m";
    }
}
