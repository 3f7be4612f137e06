package dev.ddnn.sandbox.pod;

import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.controlplane.process.SpawnedProcess;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One container of a pod: starts it, probes it, starts it again when it ends. Runs on its pod's thread. */
final class ContainerActor {
    private static final Logger LOG = Logger.getLogger(ContainerActor.class.getName());
    private static final Duration RETRY_START = Duration.ofSeconds(2);

    /** What a container needs of its pod. */
    interface Host {
        /**
         * Brings the pod's volumes up to date and starts a process.
         *
         * @throws NotYet if something that the pod refers to is missing
         */
        SpawnedProcess launch(Container container, int run) throws NotYet, IOException;

        PodThread thread();

        Executor blocking();

        /** The address that the container's processes bind. */
        String bindAddress();

        String restartPolicy();

        boolean terminating();

        Duration grace();

        void event(boolean warning, String reason, String note);

        void publish();

        /** A run has ended while the pod is told to go. */
        void endedForGood();
    }

    private final Host host;
    private final ContainerState state;

    ContainerActor(Host host, Container container) {
        this.host = host;
        this.state = new ContainerState(container);
    }

    ContainerState state() {
        return state;
    }

    void launch() {
        if (host.terminating()) {
            return;
        }
        Container container = state.container();
        try {
            SpawnedProcess process = host.launch(container, state.runs());
            state.running(process, Instant.now());
            int run = state.runs();
            process.exit().whenComplete((code, error) -> host.thread().run(() -> ended(run, code == null ? -1 : code)));
            probe();
            host.event(false, "Started", "container " + container.getName() + " runs as a process");
        } catch (NotYet e) {
            waitFor(e.reason(), e.explanation());
        } catch (IOException | KubernetesClientException e) {
            LOG.log(Level.WARNING, "cannot start " + container.getName(), e);
            waitFor("CreateContainerError", String.valueOf(e.getMessage()));
        }
        host.publish();
    }

    private void waitFor(String reason, String message) {
        if (!message.equals(state.waitingMessage())) {
            host.event(true, "Failed", message);
        }
        state.waiting(reason, message);
        host.thread().after(RETRY_START, this::launch);
    }

    private void probe() {
        for (ProbeKind kind : ProbeKind.values()) {
            Probe probe = kind.of(state.container());
            if (probe != null) {
                new ProbeLoop(kind, probe, state, host, this::judged).start();
            }
        }
    }

    private void judged(ProbeKind kind, ProbeCounter.Verdict verdict) {
        boolean passed = verdict == ProbeCounter.Verdict.PASSED;
        boolean change = !passed;
        if (kind == ProbeKind.READINESS) {
            change = state.ready(passed);
        } else if (kind == ProbeKind.STARTUP && passed) {
            state.passedStartup();
            change = true;
        }
        if (change && !passed) {
            host.event(true, "Unhealthy", kind.title() + " probe failed");
        }
        if (!passed && kind != ProbeKind.READINESS && !host.terminating()) {
            host.event(false, "Killing", "container " + state.container().getName() + " will restart");
            stop();
        }
        if (change) {
            host.publish();
        }
    }

    /** Asks the process to end, and ends it after the grace period. */
    void stop() {
        SpawnedProcess process = state.process();
        if (process != null) {
            process.signal(Signal.TERM);
            host.thread().after(host.grace(), () -> process.signal(Signal.KILL));
        }
    }

    private void ended(int run, int code) {
        if (state.runs() != run) {
            return;
        }
        Duration backoff = state.ended(code, Instant.now());
        if (host.terminating()) {
            host.endedForGood();
            return;
        }
        boolean again =
                host.restartPolicy().equals("Always") || host.restartPolicy().equals("OnFailure") && code != 0;
        if (again && !backoff.isZero()) {
            String note = "back-off " + backoff.toSeconds() + "s restarting failed container";
            host.event(true, "BackOff", note);
            state.waiting("CrashLoopBackOff", note);
        }
        host.publish();
        if (again) {
            host.thread().after(backoff, this::launch);
        }
    }
}
