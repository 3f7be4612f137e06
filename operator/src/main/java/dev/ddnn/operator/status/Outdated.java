package dev.ddnn.operator.status;

/**
 * Why pods of an older template stay beside enough that serve. That is no matter of {@code Ready}: they hold the revision that their ConfigMap
 * names, whatever template they were made from, and answer right. But nothing goes on before somebody does something about it.
 *
 * @param message a sentence
 */
record Outdated(Reason reason, String message) {
    /** Whether no waiting helps. */
    boolean isStalled() {
        return reason == Reason.DeploymentPaused;
    }
}
