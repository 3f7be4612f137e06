package dev.ddnn.sandbox.net;

/**
 * What a connection carries, so that its bytes can be counted by purpose.
 *
 * @param kind the purpose
 * @param namespace of the DDNN; empty if it is not for one
 * @param ddnn name of the DDNN; empty if it is not for one
 * @param section the section that was dialled; empty if it is not for one
 */
public record Traffic(Kind kind, String namespace, String ddnn, String section) {
    /** Why a connection was made. */
    public enum Kind {
        /** A section sends features up and takes verdicts. */
        STREAM,
        /** A client sends samples to a bottom section. */
        ENTRY,
        /** A pod calls the hub: sections and reports. */
        HOME,
        /** Anything else. */
        OTHER
    }

    /** Calls of the hub, whoever calls. */
    public static final Traffic HOME = new Traffic(Kind.HOME, "", "", "");

    static final Traffic OTHER = new Traffic(Kind.OTHER, "", "", "");
}
