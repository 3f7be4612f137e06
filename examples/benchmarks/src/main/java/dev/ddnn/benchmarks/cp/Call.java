package dev.ddnn.benchmarks.cp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * One answered call of the API server.
 *
 * @param user service account without its namespace
 * @param resource plural, with its subresource if there is one, such as {@code ddnns/status}
 * @param namespace and name: empty where there is none
 * @param code of the answer
 */
record Call(
        String user,
        String verb,
        String resource,
        String namespace,
        String name,
        int code,
        Instant received,
        Instant answered) {
    private static final Set<String> READS = Set.of("get", "list", "watch");
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int REFUSED = 400;

    /** Whether it was to change something. */
    boolean isWrite() {
        return !READS.contains(verb);
    }

    /** Whether it is about what a DDNN used in a month. */
    boolean isOfBill() {
        return resource.startsWith("ddnnusages");
    }

    boolean isConflict() {
        return code == CONFLICT;
    }

    /** The API server says Created to a create and to an apply of something new. */
    boolean created() {
        return code == CREATED;
    }

    boolean failed() {
        return code >= REFUSED;
    }

    /** Of some calls, how many went to each verb and resource. */
    static TreeMap<String, Long> byKind(List<Call> calls) {
        var counts = new TreeMap<String, Long>();
        calls.forEach(call -> counts.merge(call.verb() + " " + call.resource(), 1L, Long::sum));
        return counts;
    }

    /** The most calls under way at one moment, watches apart. */
    static int mostInFlight(List<Call> calls) {
        record Change(Instant time, int by) {}
        var changes = new ArrayList<Change>();
        for (Call call : calls) {
            if (!"watch".equals(call.verb())) {
                changes.add(new Change(call.received(), 1));
                changes.add(new Change(call.answered(), -1));
            }
        }
        // What ends at a moment makes room for what begins then.
        changes.sort(Comparator.comparing(Change::time).thenComparing(Change::by));
        int now = 0;
        int most = 0;
        for (Change change : changes) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }
}
