package dev.ddnn.api.v1alpha1;

/** Which namespaces may use a pool. */
public enum NamespacesFrom {
    /** Every namespace. */
    All,
    /** Those that carry the labels of a selector. */
    Selector
}
