package dev.ddnn.pod.ingress;

import dev.ddnn.pod.join.AbsentBranches;
import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which branches have a stream open. For a short while after the start nobody counts as absent, since senders need a moment to
 * find this pod.
 */
public final class ConnectedBranches implements AbsentBranches {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private final Timer timer;
    private final long started;
    private final Map<String, Integer> streams = new HashMap<>();

    public ConnectedBranches(Timer timer) {
        this.timer = timer;
        this.started = timer.nanos();
    }

    @Override
    public synchronized boolean absent(String branch) {
        boolean grace = timer.nanos() - started < GRACE.toNanos();
        return !grace && !streams.containsKey(branch);
    }

    synchronized void opened(String branch) {
        streams.merge(branch, 1, Integer::sum);
    }

    synchronized void closed(String branch) {
        streams.computeIfPresent(branch, (name, count) -> count == 1 ? null : count - 1);
    }
}
