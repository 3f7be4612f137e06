package dev.ddnn.hub.caller;

/**
 * Why a caller is sent away.
 *
 * @param kind of refusal
 * @param message what is allowed, what was found, and what to do about it
 */
public record CallerRefusal(Kind kind, String message) {
    /** Kinds of refusals. */
    public enum Kind {
        /** It brought no token, or none that is good. */
        Unidentified,
        /** It is somebody else. */
        AnotherCaller,
        /** Nobody can say now who it is. */
        Unchecked
    }
}
