package dev.ddnn.controlplane;

/** The control plane did not start or stopped working; the message carries the end of the guilty program's log. */
public final class ControlPlaneFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ControlPlaneFailure(String message) {
        super(message);
    }

    ControlPlaneFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
