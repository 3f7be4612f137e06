package dev.ddnn.controlplane.programs;

/**
 * Kubernetes' programs can be neither found nor made here. Tests that need them skip themselves with this message; a
 * person reads what to do.
 */
public final class ProgramsUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    public enum Reason {
        /** The directory that DDNN_KUBERNETES_BIN names lacks programs. */
        PROGRAMS_MISSING,
        /** The Go module is not to be found from here. */
        SOURCE_MISSING,
        /** There is no Go. */
        GO_MISSING,
        /** Go is older than the module asks for. */
        GO_TOO_OLD,
        /** Too little free disk. */
        DISK_FULL,
        /** Go could not compile it, for instance because no module proxy was reached. */
        BUILD_FAILED,
        /** This is no Linux, or it lacks what ties processes to ours. */
        SYSTEM_UNSUITABLE
    }

    private final Reason reason;
    private final String what;
    private final String remedy;

    /**
     * Says what is in the way and what to do about it.
     *
     * @param reason the kind of obstacle
     * @param what one sentence on what was looked for and what was found
     * @param remedy one or more sentences on what to do
     */
    public ProgramsUnavailable(Reason reason, String what, String remedy) {
        super(what + " " + remedy);
        this.reason = reason;
        this.what = what;
        this.remedy = remedy;
    }

    /** The kind of obstacle. */
    public Reason reason() {
        return reason;
    }

    /** What was looked for and what was found. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
