package dev.ddnn.hub.access;

/** A Secret does not hold what the source needs. The message names keys, never values. */
public final class BadCredentials extends Exception {
    private static final long serialVersionUID = 1L;

    BadCredentials(String message) {
        super(message);
    }

    /** What is wrong. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
