package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.QuotaCapacity;
import dev.ddnn.api.v1alpha1.Tier;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of what quotas limit. Equal amounts are equal values, however they were written.
 *
 * @param amounts by resource, without those that are zero; cores and bytes
 */
public record Capacity(Map<QuotaResource, BigDecimal> amounts) {
    /** Nothing of anything. */
    public static final Capacity NONE = new Capacity(Map.of());

    private static final int FINEST = 9;

    public Capacity {
        var kept = new EnumMap<QuotaResource, BigDecimal>(QuotaResource.class);
        amounts.forEach((resource, amount) -> {
            if (amount.signum() != 0) {
                kept.put(
                        resource,
                        amount.setScale(resource == QuotaResource.CPU ? FINEST : 0, RoundingMode.CEILING)
                                .stripTrailingZeros());
            }
        });
        amounts = Collections.unmodifiableMap(kept);
    }

    /** One DDNN, whatever it has. */
    public static Capacity oneDDNN() {
        return new Capacity(Map.of(QuotaResource.DDNNS, BigDecimal.ONE));
    }

    /**
     * So many equal pods.
     *
     * @param tier absent: not known, so they count on every one
     * @param requests of each, by resource
     */
    public static Capacity pods(@Nullable Tier tier, int count, Map<String, Quantity> requests) {
        var amounts = new EnumMap<QuotaResource, BigDecimal>(QuotaResource.class);
        var many = BigDecimal.valueOf(count);
        (tier == null ? List.of(Tier.values()) : List.of(tier))
                .forEach(where -> amounts.put(QuotaResource.podsOf(where), many));
        for (QuotaResource resource : List.of(QuotaResource.CPU, QuotaResource.MEMORY)) {
            Quantity each = requests.get(resource.key());
            if (each != null) {
                amounts.put(resource, each.getNumericalAmount().multiply(many));
            }
        }
        return new Capacity(amounts);
    }

    /** Amounts as they stand in a status; what quotas do not know is left out. */
    public static Capacity read(@Nullable Map<String, Quantity> written) {
        var amounts = new EnumMap<QuotaResource, BigDecimal>(QuotaResource.class);
        if (written != null) {
            written.forEach((key, amount) ->
                    QuotaResource.of(key).ifPresent(resource -> amounts.put(resource, amount.getNumericalAmount())));
        }
        return new Capacity(amounts);
    }

    /** The limits of a quota: what is not in the map is not limited. */
    public static Map<QuotaResource, BigDecimal> limits(@Nullable QuotaCapacity spec) {
        var limits = new EnumMap<QuotaResource, BigDecimal>(QuotaResource.class);
        if (spec != null) {
            put(limits, QuotaResource.DDNNS, spec.ddnns());
            put(limits, QuotaResource.DEVICE_PODS, spec.podsDevice());
            put(limits, QuotaResource.EDGE_PODS, spec.podsEdge());
            put(limits, QuotaResource.CLOUD_PODS, spec.podsCloud());
            put(limits, QuotaResource.CPU, spec.cpu());
            put(limits, QuotaResource.MEMORY, spec.memory());
        }
        return limits;
    }

    private static void put(Map<QuotaResource, BigDecimal> limits, QuotaResource resource, @Nullable Integer limit) {
        if (limit != null) {
            limits.put(resource, BigDecimal.valueOf(limit));
        }
    }

    private static void put(Map<QuotaResource, BigDecimal> limits, QuotaResource resource, @Nullable Quantity limit) {
        if (limit != null) {
            limits.put(resource, limit.getNumericalAmount());
        }
    }

    static Capacity sum(Collection<Capacity> all) {
        return all.stream().reduce(NONE, Capacity::plus);
    }

    /** As it stands in a status; reading it gives the same again. */
    public Map<String, Quantity> written() {
        var written = new LinkedHashMap<String, Quantity>();
        amounts.forEach((resource, amount) -> written.put(resource.key(), new Quantity(text(resource, amount))));
        return written;
    }

    /** An amount as people write it: cores in thousandths where they are not whole, bytes in the largest unit that is exact. */
    public static String text(QuotaResource resource, BigDecimal amount) {
        if (resource == QuotaResource.MEMORY) {
            return bytes(amount);
        }
        BigDecimal thousandths = amount.movePointRight(3).stripTrailingZeros();
        boolean fine = amount.stripTrailingZeros().scale() > 0;
        return fine && thousandths.scale() <= 0
                ? thousandths.toPlainString() + "m"
                : amount.stripTrailingZeros().toPlainString();
    }

    private static String bytes(BigDecimal amount) {
        String text = amount.toPlainString();
        BigDecimal left = amount;
        for (String unit : List.of("Ki", "Mi", "Gi")) {
            BigDecimal[] parts = left.divideAndRemainder(BigDecimal.valueOf(1024));
            if (parts[1].signum() != 0 || left.signum() == 0) {
                return text;
            }
            left = parts[0];
            text = left.toBigInteger() + unit;
        }
        return text;
    }

    /** How much there is of a resource. */
    public BigDecimal of(QuotaResource resource) {
        return amounts.getOrDefault(resource, BigDecimal.ZERO);
    }

    /** What there is of one resource, and nothing else. */
    Capacity only(QuotaResource resource) {
        return new Capacity(Map.of(resource, of(resource)));
    }

    public Capacity plus(Capacity other) {
        return combined(other, BigDecimal::add);
    }

    /** The larger amount of each resource. */
    public Capacity max(Capacity other) {
        return combined(other, BigDecimal::max);
    }

    /** The smaller amount of each resource. */
    public Capacity min(Capacity other) {
        return combined(other, BigDecimal::min);
    }

    /** What there is of each resource beyond the other amount. */
    public Capacity above(Capacity other) {
        return combined(other, (mine, theirs) -> mine.subtract(theirs).max(BigDecimal.ZERO));
    }

    public boolean isNone() {
        return amounts.isEmpty();
    }

    /** Whether there is at least as much of everything. */
    public boolean covers(Capacity other) {
        return other.above(this).isNone();
    }

    private Capacity combined(Capacity other, BinaryOperator<BigDecimal> operation) {
        var result = new EnumMap<QuotaResource, BigDecimal>(QuotaResource.class);
        for (QuotaResource resource : QuotaResource.values()) {
            result.put(resource, operation.apply(of(resource), other.of(resource)));
        }
        return new Capacity(result);
    }
}
