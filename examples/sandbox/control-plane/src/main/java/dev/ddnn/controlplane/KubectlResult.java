package dev.ddnn.controlplane;

/**
 * How a kubectl command ended.
 *
 * @param exitCode 0 is success; {@code kubectl diff} ends with 1 if there are differences
 * @param output what it printed
 * @param errors what it printed on standard error
 */
public record KubectlResult(int exitCode, String output, String errors) {

    /** The output of a command that had to succeed. */
    public String orFail() {
        if (exitCode != 0) {
            throw new ControlPlaneFailure("kubectl ended with " + exitCode + ": " + errors.strip());
        }
        return output;
    }
}
