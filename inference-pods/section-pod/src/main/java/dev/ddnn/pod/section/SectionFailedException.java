package dev.ddnn.pod.section;

/** A branch cannot be fetched, loaded or computed; the message is one sentence for a person. */
public class SectionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public SectionFailedException(String message) {
        super(message);
    }

    public SectionFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
