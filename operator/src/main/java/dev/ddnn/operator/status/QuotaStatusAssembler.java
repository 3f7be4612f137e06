package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.QuotaSummary;
import dev.ddnn.operator.plan.quota.Capacity;
import dev.ddnn.operator.plan.quota.Page;
import dev.ddnn.operator.plan.quota.QuotaResource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Assembles the status of a quota: its ledger, and the same in short. */
public final class QuotaStatusAssembler {
    private QuotaStatusAssembler() {}

    /**
     * @param before as last written; absent: never
     */
    public static DDNNQuotaStatus assemble(@Nullable DDNNQuotaStatus before, long generation, Page page, Instant now) {
        var conditions = new Conditions(before == null ? null : before.conditions(), generation, now);
        conditions.keeping(ConditionType.WithinBudget);
        String over = over(page);
        if (over.isEmpty()) {
            conditions.isTrue(
                    ConditionType.Ready,
                    Reason.WithinLimits,
                    waiting(page.waiting().size()));
        } else {
            conditions.isFalse(
                    ConditionType.Ready,
                    Reason.OverLimit,
                    over + ". What is there stays, and nothing new gets in until there is room.");
        }
        return new DDNNQuotaStatus(
                generation,
                conditions.merged(),
                page.used().written(),
                page.reservations().isEmpty() ? null : page.reservations(),
                page.waiting().isEmpty() ? null : page.waiting(),
                summary(page),
                before == null ? null : before.metered());
    }

    private static String waiting(int count) {
        return switch (count) {
            case 0 -> "nobody waits";
            case 1 -> "1 waits for room";
            default -> count + " wait for room";
        };
    }

    private static String over(Page page) {
        return Arrays.stream(QuotaResource.values())
                .flatMap(resource -> over(page, resource).stream())
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> over(Page page, QuotaResource resource) {
        BigDecimal used = page.used().of(resource);
        return Optional.ofNullable(page.limits().get(resource))
                .filter(limit -> used.compareTo(limit) > 0)
                .map(limit -> resource.key() + ": " + Capacity.text(resource, used) + " used, and the limit is "
                        + Capacity.text(resource, limit));
    }

    private static QuotaSummary summary(Page page) {
        List<String> columns = Arrays.stream(QuotaResource.values())
                .map(resource -> column(page, resource))
                .toList();
        return new QuotaSummary(
                columns.get(0),
                columns.get(1),
                columns.get(2),
                columns.get(3),
                columns.get(4),
                columns.get(5),
                page.waiting().size());
    }

    private static String column(Page page, QuotaResource resource) {
        String used = Capacity.text(resource, page.used().of(resource));
        BigDecimal limit = page.limits().get(resource);
        return limit == null ? used : used + "/" + Capacity.text(resource, limit);
    }
}
