package dev.ddnn.images;

/** The images cannot be made, for a reason that the user can remove; the message names the remedy. */
public final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A reason.
     *
     * @param message what is wrong and what to do about it
     */
    public ImageException(String message) {
        super(message);
    }

    /**
     * A reason with the failure beneath it.
     *
     * @param message what is wrong and what to do about it
     * @param cause the failure
     */
    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
