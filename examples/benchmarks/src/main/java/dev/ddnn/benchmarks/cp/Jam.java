package dev.ddnn.benchmarks.cp;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The API server is too busy for the operator's writes for a while, and says when to come again. */
final class Jam {
    /** How long. */
    static final Duration SPAN = Duration.ofSeconds(8);

    private static final Duration UNTIL_IT_HOLDS = Duration.ofSeconds(3);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long RETRY_AFTER_MILLIS = 1000;

    private Jam() {}

    /**
     * What the operator did.
     *
     * @param refused writes that were answered with 429
     * @param leastPauseMillis between a refusal and the next try of the same write; 0: none was tried again
     * @param hastiest the write that was tried again soonest; empty: none was
     */
    record Outcome(int refused, long leastPauseMillis, String hastiest) {
        /** A write was refused, and each was tried again, no sooner than told. */
        boolean honoured() {
            return refused > 0 && leastPauseMillis >= RETRY_AFTER_MILLIS;
        }
    }

    /** Applies a DDNN meanwhile, which gets Ready afterwards. */
    static Outcome play(Stage stage, List<String> names) throws IOException, InterruptedException {
        stage.jam(true);
        TimeUnit.MILLISECONDS.sleep(UNTIL_IT_HOLDS.toMillis());
        stage.operatorCalls();
        names.forEach(stage.ours()::apply);
        TimeUnit.MILLISECONDS.sleep(SPAN.toMillis());
        List<Call> calls = stage.operatorCalls();
        stage.jam(false);
        stage.ours().awaitReady(names);
        stage.callsUntilQuiet();
        return outcome(calls);
    }

    static Outcome outcome(List<Call> calls) {
        Map<String, Call> last = new HashMap<>();
        long least = Long.MAX_VALUE;
        int refused = 0;
        String hastiest = "";
        for (Call call : calls) {
            if (call.isWrite() && call.code() == TOO_MANY_REQUESTS) {
                refused++;
                String write = call.verb() + " " + call.resource() + " " + call.name();
                // A create has no name in the audit log: the next one may be of something else.
                Call before = call.name().isEmpty() ? null : last.put(write, call);
                long pause = before == null
                        ? Long.MAX_VALUE
                        : Duration.between(before.answered(), call.received()).toMillis();
                if (pause < least) {
                    least = pause;
                    hastiest = write;
                }
            }
        }
        return new Outcome(refused, least == Long.MAX_VALUE ? 0 : least, hastiest);
    }
}
