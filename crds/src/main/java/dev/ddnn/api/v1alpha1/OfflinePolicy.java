package dev.ddnn.api.v1alpha1;

/** What happens to pods on a node that is away: not ready, or out of reach. */
public enum OfflinePolicy {
    /** They stay bound to it without limit, and go on when it is back. */
    Tolerate,
    /** They are started on other nodes. */
    Evict
}
