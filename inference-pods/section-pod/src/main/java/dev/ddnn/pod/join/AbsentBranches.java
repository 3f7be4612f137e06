package dev.ddnn.pod.join;

/** Says which branches cannot send at this moment, so that nobody waits for them. */
@FunctionalInterface
public interface AbsentBranches {
    /** Whether the branch has no way to send a part now. */
    boolean absent(String branch);
}
