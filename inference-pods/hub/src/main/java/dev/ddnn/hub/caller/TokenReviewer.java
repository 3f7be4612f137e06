package dev.ddnn.hub.caller;

/** Says whose a token is. */
@FunctionalInterface
public interface TokenReviewer {
    /** What tokens for the hub are made for; one for anything else is none here. */
    String AUDIENCE = "ddnn-hub";

    /** Whose it is now, if it was made for {@link #AUDIENCE}. */
    TokenReading review(String token);
}
