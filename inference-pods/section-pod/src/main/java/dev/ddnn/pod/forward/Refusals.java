package dev.ddnn.pod.forward;

import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.pod.sample.Refused;

/**
 * What the way up itself says no with.
 *
 * @param above the next section
 * @param own this pod's section
 * @param branch of the next section
 * @param joined whether other pods send parts of the same samples, so that one of them may be answered and another not
 */
record Refusals(String above, String own, String branch, boolean joined) {
    /** The sample did not leave, or nobody but this pod would have been answered. */
    Refused unreachable() {
        return new Refused(
                above,
                RefusalCode.UPSTREAM_UNREACHABLE,
                "section '" + above + "' cannot be reached from section '" + own + "'");
    }

    /** The sample left, and what became of it did not come back. */
    Refused unknown() {
        return new Refused(
                above,
                RefusalCode.OUTCOME_UNKNOWN,
                "the stream from section '" + own + "' to section '" + above
                        + "' broke before the outcome came; other entries of the sample may have been answered");
    }
}
