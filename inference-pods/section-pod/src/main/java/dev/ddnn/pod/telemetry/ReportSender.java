package dev.ddnn.pod.telemetry;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.pod.time.Timer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private final URI address;
    private final HttpClient client;
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
        this.address = hub.resolve("/v1/reports");
        this.client = client;
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
        report.apply(sequence.incrementAndGet()).ifPresent(this::send);
    }

    private void send(PodReport newest) {
        var request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ContractJson.write(newest)))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            note(response.statusCode() / 100 == 2, "it answered " + response.statusCode() + " " + response.body());
        } catch (IOException e) {
            note(false, String.valueOf(e.getMessage()));
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
                LOG.warnf("hub at %s takes no reports, trying on: %s", address, why);
            }
        }
    }

    /** Sends a last report. */
    @Override
    public void close() {
        closed = true;
        send();
    }
}
