package dev.ddnn.sandbox.launch;

/** A story did not go as it should; the message says what was expected and what was found. */
public final class StoryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoryFailure(String message) {
        super(message);
    }

    public StoryFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
