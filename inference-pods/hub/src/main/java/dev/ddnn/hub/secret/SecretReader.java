package dev.ddnn.hub.secret;

/** Reads one Secret. */
@FunctionalInterface
public interface SecretReader {
    /** The Secret as it is now. */
    SecretOutcome read(String namespace, String name);
}
