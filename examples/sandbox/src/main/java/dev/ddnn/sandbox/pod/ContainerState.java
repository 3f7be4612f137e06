package dev.ddnn.sandbox.pod;

import dev.ddnn.controlplane.process.SpawnedProcess;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One container as it is now. Changed by its pod's thread alone.
 *
 * <pre>
 * waiting -> running -> ended -> waiting (to run again)
 *                            \-> ended for good
 * </pre>
 */
final class ContainerState {
    private static final int BY_SIGNAL = 128;

    private final Container container;
    private final Backoff backoff = new Backoff();
    private volatile int runs;
    private volatile @Nullable SpawnedProcess process;
    private Instant startedAt = Instant.EPOCH;
    private @Nullable ContainerStateTerminated ended;
    private @Nullable ContainerStateTerminated before;
    private @Nullable String waitingReason = "ContainerCreating";
    private @Nullable String waitingMessage;
    private boolean started;
    private boolean ready;

    ContainerState(Container container) {
        this.container = container;
    }

    void waiting(String reason, @Nullable String message) {
        if (ended != null) {
            before = ended;
        }
        ended = null;
        waitingReason = reason;
        waitingMessage = message;
    }

    void running(SpawnedProcess started, Instant now) {
        process = started;
        startedAt = now;
        runs++;
        if (ended != null) {
            before = ended;
        }
        ended = null;
        waitingReason = null;
        waitingMessage = null;
        this.started = container.getStartupProbe() == null;
        ready = this.started && container.getReadinessProbe() == null;
    }

    /** Takes note of the end. The result is how long to wait before the next run, if there is one. */
    Duration ended(int exitCode, Instant now) {
        process = null;
        started = false;
        ready = false;
        ended = new ContainerStateTerminatedBuilder()
                .withExitCode(exitCode)
                .withSignal(exitCode > BY_SIGNAL ? exitCode - BY_SIGNAL : null)
                .withReason(exitCode == 0 ? "Completed" : "Error")
                .withStartedAt(time(startedAt))
                .withFinishedAt(time(now))
                .withContainerID(id())
                .build();
        return backoff.afterExit(startedAt, now);
    }

    void passedStartup() {
        started = true;
        ready = container.getReadinessProbe() == null;
    }

    /** @return true if that is a change */
    boolean ready(boolean now) {
        boolean change = ready != now;
        ready = now;
        return change;
    }

    Container container() {
        return container;
    }

    @Nullable
    SpawnedProcess process() {
        return process;
    }

    /** How many runs have begun. */
    int runs() {
        return runs;
    }

    boolean isStarted() {
        return started;
    }

    boolean isReady() {
        return ready;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** How the newest run ended; absent while it runs, or waits to run. */
    @Nullable
    ContainerStateTerminated end() {
        return ended;
    }

    /** How the run before ended. */
    @Nullable
    ContainerStateTerminated endBefore() {
        return before;
    }

    @Nullable
    String waitingReason() {
        return waitingReason;
    }

    @Nullable
    String waitingMessage() {
        return waitingMessage;
    }

    /** The process stands for the container. */
    @Nullable
    String id() {
        return runs == 0 ? null : "process://" + startedAt.toEpochMilli() + "-" + runs;
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
