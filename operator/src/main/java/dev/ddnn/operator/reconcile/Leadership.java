package dev.ddnn.operator.reconcile;

/**
 * Whether this operator is the one that reconciles, and what becomes of it when it no longer is.
 *
 * <pre>
 * standing by --acquired--> leading --lost--> (the process ends at once)
 *                              |
 *                              +--ending----> (the lease is given back)
 * </pre>
 */
final class Leadership {
    private final Runnable giveBack;
    private final Runnable endProcess;
    private volatile boolean leads;
    private volatile boolean ending;

    private Leadership(boolean leads, Runnable giveBack, Runnable endProcess) {
        this.leads = leads;
        this.giveBack = giveBack;
        this.endProcess = endProcess;
    }

    /** The only operator: it leads from the start and for ever. */
    static Leadership alone() {
        return new Leadership(true, () -> {}, () -> {});
    }

    /**
     * One of several, standing by.
     *
     * @param giveBack called when it ends in an orderly way while it leads, so that nobody waits for the lease to run out
     * @param endProcess called when the lease was lost: another one may lead already, so nothing may be written any more
     */
    static Leadership elected(Runnable giveBack, Runnable endProcess) {
        return new Leadership(false, giveBack, endProcess);
    }

    /** Whether this one reconciles. */
    boolean leads() {
        return leads;
    }

    /** The lease was acquired. */
    void acquired() {
        leads = true;
    }

    /** The process has been told to end; from now on the end of leading is no accident. */
    void ending() {
        ending = true;
    }

    /** The lease is no longer held, or no longer wanted. */
    void stopped() {
        leads = false;
        if (ending) {
            giveBack.run();
        } else {
            endProcess.run();
        }
    }
}
