package dev.ddnn.operator.config;

import java.util.Set;

/**
 * The namespaces whose DDNNs the operator serves, and in which it has rights.
 *
 * @param names empty: all
 */
public record WatchedNamespaces(Set<String> names) {
    public WatchedNamespaces {
        names = Set.copyOf(names);
    }

    /** All namespaces. */
    public static WatchedNamespaces everywhere() {
        return new WatchedNamespaces(Set.of());
    }
}
