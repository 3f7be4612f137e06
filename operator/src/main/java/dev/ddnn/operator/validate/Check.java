package dev.ddnn.operator.validate;

import java.util.List;

/**
 * A named rule. A new rule is one function and one line in a list of checks.
 *
 * @param <T> what is checked
 * @param name for tests and readers
 * @param rule gives every violation; an empty list: none
 */
public record Check<T>(String name, Rule<T> rule) {
    /** The rule's function. */
    @FunctionalInterface
    public interface Rule<T> {
        List<Violation> violations(T subject);
    }

    static <T> List<Violation> all(List<Check<T>> checks, T subject) {
        return checks.stream()
                .flatMap(check -> check.rule().violations(subject).stream())
                .toList();
    }
}
