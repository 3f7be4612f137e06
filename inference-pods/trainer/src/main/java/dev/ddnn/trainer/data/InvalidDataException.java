package dev.ddnn.trainer.data;

import java.io.IOException;

/** A data file or folder that cannot be used. The message names the file, what was expected and what was found. */
public final class InvalidDataException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message file, expectation and finding, ready to be shown to the user
     */
    public InvalidDataException(String message) {
        super(message);
    }
}
