package dev.ddnn.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of an object for one generation, merged with those of before: the transition time stays while the status does,
 * and what is not set is gone.
 */
public final class Conditions {
    /** More does not fit into a condition. */
    static final int MAX_MESSAGE = 1024;

    private final List<Condition> before;
    private final long generation;
    private final String now;
    private final List<Condition> set = new ArrayList<>();

    /**
     * Starts with nothing set.
     *
     * @param before as last written
     * @param generation that was looked at
     * @param now becomes the transition time of what changed, in whole seconds
     */
    public Conditions(@Nullable List<Condition> before, long generation, Instant now) {
        this.before = before == null ? List.of() : before;
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public Conditions isTrue(ConditionType type, Reason reason, String message) {
        return set(type, "True", reason, message);
    }

    public Conditions isFalse(ConditionType type, Reason reason, String message) {
        return set(type, "False", reason, message);
    }

    public Conditions isUnknown(ConditionType type, Reason reason, String message) {
        return set(type, "Unknown", reason, message);
    }

    /** Keeps the condition of that type as it was, for want of anything newer. */
    Conditions keeping(ConditionType type) {
        find(before, type).ifPresent(set::add);
        return this;
    }

    /** The result, in the order of {@link ConditionType}. */
    public List<Condition> merged() {
        return set.stream()
                .sorted(Comparator.comparing(condition -> ConditionType.valueOf(condition.getType())))
                .toList();
    }

    /** The condition of that type, if it is there. */
    public static Optional<Condition> find(@Nullable List<Condition> conditions, ConditionType type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream()
                        .filter(condition -> type.name().equals(condition.getType()))
                        .findFirst();
    }

    /** A message of status as the API takes it: longer ones would be refused, and the whole status with them. */
    static String shortened(String message) {
        return shortened(message, MAX_MESSAGE);
    }

    /** The text with at most so many characters. */
    static String shortened(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
    }

    private Conditions set(ConditionType type, String status, Reason reason, String message) {
        String since = find(before, type)
                .filter(condition -> status.equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElse(now);
        set.add(new ConditionBuilder()
                .withType(type.name())
                .withStatus(status)
                .withReason(reason.name())
                .withMessage(shortened(message))
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build());
        return this;
    }
}
