package dev.ddnn.sandbox.pod;

import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.controlplane.process.SpawnedProcess;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pod from its binding to its end. All state belongs to the pod's own thread.
 *
 * <pre>
 * taken -> (refused: stays, with the reason)
 *       -> containers start, are probed, end, start again ... -> told to go -> TERM, grace, KILL -> object deleted
 * </pre>
 */
final class PodActor implements ContainerActor.Host {
    private static final Logger LOG = Logger.getLogger(PodActor.class.getName());
    private static final Duration RETRY_API = Duration.ofSeconds(1);

    /** A kubelet's sync: a changed ConfigMap is seen at the next one, unless the pod itself changed. */
    private static final Duration SYNC = Duration.ofSeconds(60);

    private final PodServices services;
    private final PodAddresses addresses;
    private final PodThread thread;
    private final PodDirectory directory;
    private final PodContent content;
    private final ContainerLauncher launcher;
    private final List<ContainerActor> containers;
    private final Instant takenAt = Instant.now();
    private Pod pod;
    private @Nullable PodStatus reported;
    private volatile boolean terminating;
    private boolean over;

    /** @param address as the API shows it */
    PodActor(PodServices services, Pod pod, String address) throws IOException {
        this.services = services;
        this.pod = pod;
        this.addresses = services.hostPorts().addresses(pod, address);
        String name = pod.getMetadata().getName();
        this.thread = new PodThread(name);
        this.directory = new PodDirectory(
                services.settings().directory(),
                pod.getMetadata().getNamespace(),
                name,
                pod.getMetadata().getUid());
        this.content = new PodContent(services.client(), pod, addresses, this::isConnected);
        this.launcher = new ContainerLauncher(services.settings(), directory, addresses.bound());
        this.containers = pod.getSpec().getContainers().stream()
                .map(c -> new ContainerActor(this, c))
                .toList();
    }

    String address() {
        return addresses.pod();
    }

    Pod pod() {
        return pod;
    }

    void begin() {
        thread.run(() -> {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                terminate();
                return;
            }
            PodFields fields = PodFields.of(pod.getSpec());
            List<String> problems = fields.problems(pod.getSpec());
            if (!problems.isEmpty()) {
                String message = "not played by the sandbox: " + String.join("; ", problems);
                containers.forEach(c -> c.state().waiting("CreateContainerConfigError", message));
                event(true, "Refused", message);
                publish();
                return;
            }
            if (!fields.notEnforced().isEmpty()) {
                event(
                        false,
                        "NotEnforced",
                        "accepted, but without effect on a process: " + String.join(", ", fields.notEnforced()));
            }
            containers.forEach(ContainerActor::launch);
            scheduleSync(Duration.ofMillis(ThreadLocalRandom.current().nextLong(SYNC.toMillis())));
        });
    }

    /** Takes a newer version of the object. */
    void changed(Pod newer) {
        thread.run(() -> {
            Map<String, String> before = pod.getMetadata().getAnnotations();
            pod = newer;
            content.newer(newer);
            if (newer.getMetadata().getDeletionTimestamp() != null) {
                terminate();
            } else if (!Objects.equals(before, newer.getMetadata().getAnnotations())) {
                sync();
            }
            publish();
        });
    }

    private void scheduleSync(Duration delay) {
        thread.after(delay, () -> {
            sync();
            scheduleSync(SYNC);
        });
    }

    private void sync() {
        if (terminating || !isConnected()) {
            return;
        }
        try {
            List<String> changed = directory.volumes().project(pod, content);
            LOG.fine(() -> "volumes of " + pod.getMetadata().getName() + " changed: " + changed);
        } catch (NotYet e) {
            event(true, "FailedMount", e.explanation());
        } catch (IOException | KubernetesClientException e) {
            event(true, "FailedMount", String.valueOf(e.getMessage()));
        }
    }

    private void terminate() {
        if (!terminating) {
            terminating = true;
            containers.forEach(ContainerActor::stop);
        }
        endedForGood();
    }

    @Override
    public void endedForGood() {
        if (over || !isConnected() || processes().findAny().isPresent()) {
            return;
        }
        services.hostPorts().close(pod);
        try {
            publishNow();
            services.api().delete(pod);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "API server not reached", e);
            thread.after(RETRY_API, this::endedForGood);
            return;
        }
        finish();
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        // One may have started while it was told to go.
        processes().filter(SpawnedProcess::isAlive).forEach(p -> p.signal(Signal.KILL));
        services.hostPorts().close(pod);
        directory.delete();
        services.gone().accept(this);
        thread.end();
    }

    @Override
    public void publish() {
        try {
            publishNow();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "status of " + pod.getMetadata().getName() + " will be sent again", e);
            thread.after(RETRY_API, this::publish);
        }
    }

    private void publishNow() {
        if (over || !isConnected()) {
            return;
        }
        PodStatus status = StatusReport.of(states(), restartPolicy(), addresses, takenAt, reported, Instant.now());
        if (!status.equals(reported) || StatusReport.isOverwritten(reported, pod.getStatus())) {
            services.api().status(pod, status);
            reported = status;
        }
    }

    /** Sends the status once more, after the node was cut off. */
    void reportAgain() {
        thread.run(() -> {
            reported = null;
            publish();
            sync();
            if (terminating) {
                endedForGood();
            }
        });
    }

    /** The object is gone: so must the processes, at once. */
    void kill() {
        terminating = true;
        processes().forEach(p -> p.signal(Signal.KILL));
        thread.run(this::finish);
    }

    /** From now on no container starts again; nobody is asked to stop. */
    void startNoMore() {
        terminating = true;
    }

    /** What runs now. */
    Stream<SpawnedProcess> processes() {
        return containers.stream().map(c -> c.state().process()).filter(Objects::nonNull);
    }

    /** What runs now, for those who look from outside. */
    Stream<PodProcess> describe() {
        return containers.stream().flatMap(c -> Stream.ofNullable(c.state().process())
                .map(p -> new PodProcess(
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        c.state().container().getName(),
                        p.pid())));
    }

    /** The log of the newest run of a container, or of the one before; absent: no such container or run. */
    @Nullable
    Path log(String container, boolean previous) {
        return directory.log(states(), container, previous);
    }

    private List<ContainerState> states() {
        return containers.stream().map(ContainerActor::state).toList();
    }

    private boolean isConnected() {
        return services.connected().test(pod.getSpec().getNodeName());
    }

    @Override
    public SpawnedProcess launch(Container container, int run) throws NotYet, IOException {
        if (run == 0 || isConnected()) {
            directory.volumes().project(pod, content);
        }
        services.hostPorts().open(pod, addresses);
        return launcher.launch(pod, container, content, run);
    }

    @Override
    public PodThread thread() {
        return thread;
    }

    @Override
    public Executor blocking() {
        return services.blocking();
    }

    @Override
    public String bindAddress() {
        return addresses.bound();
    }

    @Override
    public String restartPolicy() {
        return pod.getSpec().getRestartPolicy();
    }

    @Override
    public boolean terminating() {
        return terminating;
    }

    @Override
    public Duration grace() {
        Long asked = terminating ? pod.getMetadata().getDeletionGracePeriodSeconds() : null;
        return Duration.ofSeconds(Objects.requireNonNullElse(
                asked != null ? asked : pod.getSpec().getTerminationGracePeriodSeconds(), 30L));
    }

    @Override
    public void event(boolean warning, String reason, String note) {
        if (isConnected()) {
            services.api().event(pod, warning, reason, note);
        }
    }
}
