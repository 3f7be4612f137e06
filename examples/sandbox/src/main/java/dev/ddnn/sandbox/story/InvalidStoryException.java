package dev.ddnn.sandbox.story;

import java.io.IOException;

/** A story or its data is not as it must be; the message names file and field, what is allowed and what was found. */
public final class InvalidStoryException extends IOException {
    private static final long serialVersionUID = 1L;

    public InvalidStoryException(String message) {
        super(message);
    }

    public InvalidStoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
