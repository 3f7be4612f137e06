package dev.ddnn.operator.observe;

import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.State;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cuts that the hub has given. Equal requests give equal cuts, so one that is known stays true while the hub is away or fetches the
 * model anew; nothing depends on its being remembered.
 */
final class CutMemory {
    private static final int MAX = 1000;

    private final Map<CutRequest, CutReport> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CutRequest, CutReport> eldest) {
            return size() > MAX;
        }
    });

    /** The hub's answer, or the cut that it gave earlier, with what it says now, where it has none at the moment. */
    CutResponse recall(CutRequest request, CutResponse response) {
        if (response.report() != null) {
            known.put(request, response.report());
            return response;
        }
        CutReport earlier = response.state() == State.Refused ? null : known.get(request);
        return earlier == null ? response : CutResponse.kept(earlier, response);
    }
}
