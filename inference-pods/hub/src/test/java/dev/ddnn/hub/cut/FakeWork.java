package dev.ddnn.hub.cut;

import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Does as the test says, once for each run. */
final class FakeWork implements CutWork {
    static final CutResult CUT =
            new CutResult(CutResponse.cut(new CutReport("sha256:00", 8, 17, List.of(), List.of())), Duration.ZERO);

    private final Deque<Supplier<CutResult>> results = new ArrayDeque<>();
    int runs;
    boolean holds = true;

    @SafeVarargs
    final FakeWork then(Supplier<CutResult>... more) {
        results.addAll(Arrays.asList(more));
        return this;
    }

    @Override
    public CutResult run(CutRequest request, Progress progress) {
        runs++;
        progress.fetched(12_000_000, 40_000_000);
        return results.remove().get();
    }

    @Override
    public boolean holds(CutResponse cut) {
        return holds;
    }
}
