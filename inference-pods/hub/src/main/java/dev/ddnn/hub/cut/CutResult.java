package dev.ddnn.hub.cut;

import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.Problem;
import java.time.Duration;
import java.util.List;

/**
 * What became of a request, and how long that is the answer before a new request tries again.
 *
 * @param response the answer
 * @param goodFor not used for a cut, which is good as long as its sections are held
 */
record CutResult(CutResponse response, Duration goodFor) {
    /** A refusal is looked at again now and then: the file behind a URI may have been mended. */
    private static final Duration REFUSAL = Duration.ofSeconds(30);

    private static final Duration BACK_OFF = Duration.ofSeconds(5);

    static CutResult refused(List<Problem> problems) {
        return new CutResult(CutResponse.refused(problems), REFUSAL);
    }

    /** To be tried again at once: that costs nobody anything. */
    static CutResult missing(String message) {
        return new CutResult(CutResponse.unavailable(message), Duration.ZERO);
    }

    /** To be tried again, but not at once. */
    static CutResult unavailable(String message) {
        return new CutResult(CutResponse.unavailable(message), BACK_OFF);
    }
}
