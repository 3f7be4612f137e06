package dev.ddnn.pod.ingress;

/** What is asked for is not here, or not yet. */
final class NotServedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    NotServedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** HTTP status. */
    int status() {
        return status;
    }
}
