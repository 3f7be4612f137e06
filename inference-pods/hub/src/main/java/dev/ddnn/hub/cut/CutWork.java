package dev.ddnn.hub.cut;

import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;

/** What the desk has done for a request, once. */
interface CutWork {
    /** Does all of it; takes as long as it takes. */
    CutResult run(CutRequest request, Progress progress);

    /** Whether every section of an earlier cut can still be served. */
    boolean holds(CutResponse cut);
}
