package dev.ddnn.api.v1alpha1;

/** A text that is not a duration as {@link Durations} reads it. The message names what was found and what is allowed. */
public final class InvalidDurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidDurationException(String found) {
        super(
                "'" + found
                        + "' is not a duration; allowed are numbers with the units h, m, s or ms, for example 50ms, 2s or 1m30s");
    }
}
