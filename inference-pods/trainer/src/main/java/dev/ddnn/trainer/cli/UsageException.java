package dev.ddnn.trainer.cli;

/** An option that cannot be used. The message names the option, what is allowed and what was found. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
