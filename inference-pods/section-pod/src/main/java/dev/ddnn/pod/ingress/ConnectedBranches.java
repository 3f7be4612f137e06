package dev.ddnn.pod.ingress;

import dev.ddnn.pod.join.AbsentBranches;
import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which branches have a stream open. For a short while after the start, and after the first stream since, nobody counts as absent:
 * senders need a moment to find this pod, not all the same.
 */
public final class ConnectedBranches implements AbsentBranches {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration GATHER = Duration.ofSeconds(1);
    private final Timer timer;
    private long since;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean found;
    private boolean gathered;
    private final Map<String, Integer> streams = new HashMap<>();

    public ConnectedBranches(Timer timer) {
        this.timer = timer;
        this.since = timer.nanos();
    }

    @Override
    public synchronized boolean absent(String branch) {
        boolean grace = timer.nanos() - since < GRACE.toNanos();
        return !grace && !streams.containsKey(branch);
    }

    synchronized void opened(String branch) {
        if (!found) {
            found = true;
            since = timer.nanos();
        }
        streams.merge(branch, 1, Integer::sum);
    }

    /**
     * Runs an action as soon as streams of all the branches are open, or a second after the first one asked: senders that begin together
     * after a start of this pod do not have a sample taken from one of them and refused by the next. Later it runs at once.
     */
    void whenGathered(Set<String> expected, Runnable action) {
        boolean all;
        synchronized (this) {
            all = gathered || streams.keySet().containsAll(expected);
            if (!all && waiting.isEmpty()) {
                timer.schedule(GATHER, this::gather);
            }
            waiting.add(action);
        }
        if (all) {
            gather();
        }
    }

    private void gather() {
        List<Runnable> now;
        synchronized (this) {
            gathered = true;
            now = List.copyOf(waiting);
            waiting.clear();
        }
        now.forEach(Runnable::run);
    }

    synchronized void closed(String branch) {
        streams.computeIfPresent(branch, (name, count) -> count == 1 ? null : count - 1);
    }
}
