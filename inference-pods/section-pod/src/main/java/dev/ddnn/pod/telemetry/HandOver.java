package dev.ddnn.pod.telemetry;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.pod.telemetry.ReportPost.Said;
import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * Hands over the last report of a process that ends: sends it again each second, until the operator has folded it. A process that
 * went before would take with it what it counted last, if the hub restarted meanwhile.
 */
final class HandOver {
    private static final Logger LOG = Logger.getLogger(HandOver.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /**
     * With a hub that answers. Of the 30 s that Kubernetes gives a pod, draining HTTP may take 5 s, draining streams 3 s, and one
     * request that is under way at the end 4 s.
     */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** With a hub that never did: as long as it takes one to restart. */
    private static final Duration UNANSWERED = Duration.ofSeconds(10);

    private final ReportPost hub;
    private final Timer timer;

    HandOver(ReportPost hub, Timer timer) {
        this.hub = hub;
        this.timer = timer;
    }

    /**
     * Returns when the report is folded, or nothing can be done for it any more; the log tells which.
     *
     * @param since when the pod began to end with it, on the timer's clock
     */
    void run(PodReport last, long since) throws InterruptedException {
        boolean answered = false;
        Said said = hub.send(last);
        while (!said.taken() || said.unfolded()) {
            answered |= said.taken();
            Duration waited = Duration.ofNanos(timer.nanos() - since).plus(AGAIN);
            if (said.refused() || waited.compareTo(answered ? LONGEST : UNANSWERED) > 0) {
                giveUp(last, answered, said);
                return;
            }
            pause();
            said = hub.send(last);
        }
        LOG.infof(
                "the last report, %d, is handed over, after %d ms",
                last.sequence(), Duration.ofNanos(timer.nanos() - since).toMillis());
    }

    private void giveUp(PodReport last, boolean answered, Said said) {
        if (answered) {
            LOG.warnf(
                    "the hub at %s has report %d, the last one, but the operator has not folded it in time; it is lost if the hub restarts before",
                    hub.address(), last.sequence());
        } else {
            LOG.warnf(
                    "report %d, the last one, is lost, with what was counted since the one before: the hub at %s does not take it: %s",
                    last.sequence(), hub.address(), said.why());
        }
    }

    private void pause() throws InterruptedException {
        var over = new CompletableFuture<Void>();
        timer.schedule(AGAIN, () -> over.complete(null));
        try {
            over.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pause cannot fail", e);
        }
    }
}
