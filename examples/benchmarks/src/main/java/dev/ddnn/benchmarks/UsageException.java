package dev.ddnn.benchmarks;

/** The command line cannot be obeyed. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String why) {
        super(why);
    }
}
