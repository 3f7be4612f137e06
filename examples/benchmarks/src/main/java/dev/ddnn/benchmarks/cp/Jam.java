package dev.ddnn.benchmarks.cp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
        return outcome(calls, stage.callsUntilQuiet());
    }

    /**
     * @param after calls once the API server took writes again
     */
    static Outcome outcome(List<Call> calls, List<Call> after) {
        Map<String, List<Call>> tries = new TreeMap<>();
        calls.stream()
                .filter(call -> call.isWrite() && call.code() == TOO_MANY_REQUESTS)
                .forEach(call -> tries.computeIfAbsent(write(call), none -> new ArrayList<>())
                        .add(call));
        long least = Long.MAX_VALUE;
        String hastiest = "";
        for (var write : tries.entrySet()) {
            long pause = leastPauseMillis(write.getValue(), writers(write.getKey(), calls, after));
            if (pause < least) {
                least = pause;
                hastiest = write.getKey();
            }
        }
        int refused = tries.values().stream().mapToInt(List::size).sum();
        return new Outcome(refused, least == Long.MAX_VALUE ? 0 : least, hastiest);
    }

    private static String write(Call call) {
        return call.verb() + " " + call.resource() + " " + call.name();
    }

    /** How many objects were written by calls that look the same: a create that is refused has no name in the audit log. */
    private static int writers(String write, List<Call> calls, List<Call> after) {
        long made = Stream.of(calls, after)
                .flatMap(List::stream)
                .filter(call -> call.created() && write.equals(call.verb() + " " + call.resource() + " "))
                .count();
        return (int) Math.max(1, made);
    }

    /**
     * Of one writer, between an answer and the next try. Among as many tries as there are writers and one more, two are of the same one: from
     * the first answer to the last try of them it is no less than its pause.
     */
    private static long leastPauseMillis(List<Call> tries, int writers) {
        tries.sort(Comparator.comparing(Call::received));
        long least = Long.MAX_VALUE;
        for (int last = writers; last < tries.size(); last++) {
            Instant answered = tries.subList(last - writers, last).stream()
                    .map(Call::answered)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            least = Math.min(
                    least,
                    Duration.between(answered, tries.get(last).received()).toMillis());
        }
        return least;
    }
}
