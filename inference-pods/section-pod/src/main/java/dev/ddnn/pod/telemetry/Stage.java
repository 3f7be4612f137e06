package dev.ddnn.pod.telemetry;

import java.util.Locale;

/** The arrows of the flow that take time. */
public enum Stage {
    /** From a sample's first part until it goes on. */
    Join,
    /** Computing the branch, waiting for a thread included. */
    Section,
    /** From leaving for the next section until its outcome. */
    Forward;

    /** Value of the metric's tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
