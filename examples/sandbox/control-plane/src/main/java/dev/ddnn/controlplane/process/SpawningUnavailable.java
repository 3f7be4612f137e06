package dev.ddnn.controlplane.process;

/** This system lacks what ties a child's life to ours; the message says what and how to get it. */
public final class SpawningUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SpawningUnavailable(String message) {
        super(message);
    }
}
