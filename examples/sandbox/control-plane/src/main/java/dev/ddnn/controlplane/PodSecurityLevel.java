package dev.ddnn.controlplane;

import java.util.Locale;

/** The Pod Security Standard that is enforced in namespaces that say nothing themselves; kube-system is exempt. */
public enum PodSecurityLevel {
    /** No restriction. */
    PRIVILEGED,
    /** Nothing that is known to lead out of a container. */
    BASELINE,
    /** Hardened: what pods of a careful cluster must meet. */
    RESTRICTED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
