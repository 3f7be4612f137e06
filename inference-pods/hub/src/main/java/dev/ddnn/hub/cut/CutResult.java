package dev.ddnn.hub.cut;

import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.contract.cut.CutResponse.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * What there is no model for.
     *
     * @param cause what is in the way; absent: the hub itself
     * @param costly whether trying again asks somebody else
     */
    static CutResult without(@Nullable Cause cause, String message, boolean costly) {
        CutResponse response =
                cause == null ? CutResponse.unavailable(message) : CutResponse.unavailable(cause, message);
        return new CutResult(response, costly ? BACK_OFF : Duration.ZERO);
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
