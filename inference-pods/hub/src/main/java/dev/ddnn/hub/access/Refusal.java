package dev.ddnn.hub.access;

/**
 * Why a source did not give what was asked for.
 *
 * @param credentials whether other credentials would help
 * @param message what it said, and what to do about it
 */
public record Refusal(boolean credentials, String message) {
    /** A status that has no meaning of its own. */
    static Refusal plain(String shown, int status) {
        return new Refusal(false, "cannot read %s: answered %d instead of 200".formatted(shown, status));
    }

    /** Whether the status is about who asks. */
    static boolean isDenial(int status) {
        return status == 401 || status == 403;
    }
}
