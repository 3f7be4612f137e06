package dev.ddnn.pod.telemetry;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.pod.time.Timer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;

/**
 * Sends the newest report home every 5 s, and at once when something changed. Counters are cumulative, so nothing needs to be kept
 * while the hub cannot be reached: the next report says it all.
 */
public final class ReportSender implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ReportSender.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration GATHER = Duration.ofMillis(50);
    private final ReportPost hub;
    private final LongFunction<Optional<PodReport>> report;
    private final Timer timer;
    private final Executor background;
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicBoolean soon = new AtomicBoolean();
    private volatile boolean reachable = true;
    private volatile boolean closed;

    /**
     * @param hub base address of the hub
     * @param client to send with
     * @param report the report with that sequence number; empty: nothing to say yet
     * @param timer when to send
     * @param background where sending may block
     */
    public ReportSender(
            URI hub, HttpClient client, LongFunction<Optional<PodReport>> report, Timer timer, Executor background) {
        this.hub = new ReportPost(hub, client);
        this.report = report;
        this.timer = timer;
        this.background = background;
    }

    /** Sends regularly from now on. */
    public void start() {
        timer.schedule(INTERVAL, () -> {
            if (!closed) {
                background.execute(this::send);
                start();
            }
        });
    }

    /** Something changed: sends in a moment, once for all changes until then. */
    public void changed() {
        if (!closed && soon.compareAndSet(false, true)) {
            timer.schedule(
                    GATHER,
                    () -> background.execute(() -> {
                        soon.set(false);
                        send();
                    }));
        }
    }

    private synchronized void send() {
        if (!closed) {
            report.apply(sequence.incrementAndGet()).ifPresent(this::send);
        }
    }

    private void send(PodReport newest) {
        try {
            var said = hub.send(newest);
            note(said.taken(), said.why());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(boolean taken, String why) {
        if (taken != reachable) {
            reachable = taken;
            if (taken) {
                LOG.info("hub takes reports again");
            } else {
                LOG.warnf("hub at %s takes no reports, trying on: %s", hub.address(), why);
            }
        }
    }

    /** Sends a last report, which no other follows, and waits until it is folded, but never so long that the pod were killed. */
    @Override
    public void close() {
        long since = timer.nanos();
        try {
            var last = last();
            if (last.isPresent()) {
                new HandOver(hub, timer).run(last.get(), since);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for one that is being sent. */
    private synchronized Optional<PodReport> last() {
        closed = true;
        return report.apply(sequence.incrementAndGet()).map(PodReport::asLast);
    }
}
