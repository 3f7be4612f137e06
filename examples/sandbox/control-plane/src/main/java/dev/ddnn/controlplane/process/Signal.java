package dev.ddnn.controlplane.process;

/** The signals that are sent here, by the names that {@code kill} knows. */
public enum Signal {
    /** Please stop. */
    TERM,
    /** Stop at once; cannot be refused. */
    KILL,
    /** Freeze: the process stays, but does nothing until {@link #CONT}. */
    STOP,
    /** Go on after {@link #STOP}. */
    CONT,
    /** As Ctrl-C does. */
    INT
}
