package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.function.BiConsumer;

/** One probe of one run of a container, again and again until the run ends. */
final class ProbeLoop {
    /** How soon a probe that waits for the startup probe looks again. */
    private static final Duration WAIT = Duration.ofMillis(300);

    private final ProbeKind kind;
    private final Probe probe;
    private final ProbeCounter counter;
    private final ContainerState state;
    private final int run;
    private final ContainerActor.Host host;
    private final BiConsumer<ProbeKind, ProbeCounter.Verdict> judged;

    /** @param judged gets each verdict that a threshold gives, on the pod's thread */
    ProbeLoop(
            ProbeKind kind,
            Probe probe,
            ContainerState state,
            ContainerActor.Host host,
            BiConsumer<ProbeKind, ProbeCounter.Verdict> judged) {
        this.kind = kind;
        this.probe = probe;
        this.counter = new ProbeCounter(probe);
        this.state = state;
        this.run = state.runs();
        this.host = host;
        this.judged = judged;
    }

    void start() {
        again(counter.initialDelay());
    }

    private void again(Duration delay) {
        host.thread().after(delay, this::tick);
    }

    private void tick() {
        if (state.process() == null || state.runs() != run) {
            return;
        }
        if (kind == ProbeKind.STARTUP == state.isStarted()) {
            if (kind != ProbeKind.STARTUP) {
                again(WAIT);
            }
            return;
        }
        host.blocking().execute(() -> {
            boolean ok = ProbeCheck.passes(probe, state.container(), host.bindAddress());
            host.thread().run(() -> take(ok));
        });
    }

    private void take(boolean ok) {
        if (state.process() == null || state.runs() != run) {
            return;
        }
        ProbeCounter.Verdict verdict = counter.record(ok);
        if (verdict != ProbeCounter.Verdict.OPEN) {
            judged.accept(kind, verdict);
        }
        again(counter.period());
    }
}
