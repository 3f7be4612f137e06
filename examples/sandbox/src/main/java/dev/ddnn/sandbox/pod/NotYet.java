package dev.ddnn.sandbox.pod;

/** A container cannot start now; it is tried again. The reason is one that a kubelet would give. */
final class NotYet extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    NotYet(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** One word for the container's waiting state. */
    String reason() {
        return reason;
    }

    /** What to read in the container's waiting state. */
    String explanation() {
        return String.valueOf(getMessage());
    }
}
