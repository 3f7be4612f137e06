package dev.ddnn.sandbox.launch;

/** The command line cannot be obeyed; the message says why. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
