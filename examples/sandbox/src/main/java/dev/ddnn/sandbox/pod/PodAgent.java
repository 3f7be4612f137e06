package dev.ddnn.sandbox.pod;

import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.controlplane.process.SpawnedProcess;
import dev.ddnn.sandbox.net.AddressPlan;
import dev.ddnn.sandbox.net.NodePorts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Plays the kubelets of all nodes of the sandbox: takes the pods that are bound to them. */
public final class PodAgent implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PodAgent.class.getName());
    private static final Duration END = Duration.ofSeconds(4);

    private final KubernetesClient client;
    private final AddressPlan addresses;
    private final Set<String> nodes = ConcurrentHashMap.newKeySet();
    private final AgentSettings settings;
    private final PodServices services;
    private final ExecutorService blocking = Executors.newCachedThreadPool(PodAgent::daemon);
    private final Set<String> cutOff = ConcurrentHashMap.newKeySet();
    private final Map<String, PodActor> actors = new ConcurrentHashMap<>();
    private @Nullable SharedIndexInformer<Pod> informer;
    private int lastAddress;
    private boolean closed;

    /**
     * @param client with the agent's own rights; not closed here
     * @param ports the nodes' addresses; not closed here
     */
    public PodAgent(KubernetesClient client, AddressPlan addresses, NodePorts ports, AgentSettings settings) {
        this.client = client;
        this.addresses = addresses;
        this.settings = settings;
        this.services = new PodServices(
                settings,
                client,
                new PodApi(client),
                new HostPorts(ports),
                blocking,
                n -> !cutOff.contains(n),
                a -> actors.remove(a.pod().getMetadata().getUid(), a));
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body, "probe");
        thread.setDaemon(true);
        return thread;
    }

    /** From now on takes the pods that are bound to a node. */
    public void add(String node) {
        nodes.add(node);
        reconnect(node);
    }

    /** The node is gone for good, with all that ran there. */
    public void remove(String node) {
        switchOff(node);
        nodes.remove(node);
    }

    /** Begins to take pods. */
    public void start() {
        informer = client.pods().inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                take(pod);
            }

            @Override
            public void onUpdate(Pod before, Pod pod) {
                take(pod);
            }

            @Override
            public void onDelete(Pod pod, boolean stateUnknown) {
                if (!cutOff.contains(nodeOf(pod))) {
                    gone(pod);
                }
            }
        });
    }

    private static String nodeOf(Pod pod) {
        String node = pod.getSpec().getNodeName();
        return node == null ? "" : node;
    }

    private synchronized void take(Pod pod) {
        String node = nodeOf(pod);
        if (closed || !settings.startPods() || !nodes.contains(node) || cutOff.contains(node)) {
            return;
        }
        PodActor known = actors.get(pod.getMetadata().getUid());
        if (known != null) {
            known.changed(pod);
            return;
        }
        try {
            PodActor actor = new PodActor(services, pod, address(pod));
            actors.put(pod.getMetadata().getUid(), actor);
            actor.begin();
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "no directory for pod " + pod.getMetadata().getName(), e);
        }
    }

    private void gone(Pod pod) {
        PodActor actor = actors.get(pod.getMetadata().getUid());
        if (actor != null) {
            actor.kill();
        }
    }

    /** A pod keeps the address that its status names: the API merges lists of addresses, it does not replace them. */
    private String address(Pod pod) {
        String recorded = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
        boolean taken = actors.values().stream().anyMatch(a -> a.address().equals(recorded));
        return recorded == null || taken ? freeAddress() : recorded;
    }

    /** Addresses go round, so that a name which still leads to an old pod does not soon reach a new one. */
    private String freeAddress() {
        Set<String> taken = new TreeSet<>();
        actors.values().forEach(a -> taken.add(a.address()));
        do {
            lastAddress = lastAddress % 4000 + 1;
        } while (taken.contains(addresses.podAddress(lastAddress)));
        return addresses.podAddress(lastAddress);
    }

    /** From now on the node does nothing that needs the API server. Its processes run on. */
    public void cutOff(String node) {
        cutOff.add(node);
    }

    /** Ends {@link #cutOff}: what was missed is taken now. */
    public void reconnect(String node) {
        cutOff.remove(node);
        if (informer == null) {
            return;
        }
        List<Pod> all = informer.getStore().list();
        all.forEach(this::take);
        Set<String> existing = new TreeSet<>();
        all.forEach(p -> existing.add(p.getMetadata().getUid()));
        actors.forEach((uid, actor) -> {
            if (!existing.contains(uid)) {
                actor.kill();
            } else if (nodeOf(actor.pod()).equals(node)) {
                actor.reportAgain();
            }
        });
    }

    /** The node loses its power: its processes end at once, and nothing of it happens until {@link #switchOn}. */
    public void switchOff(String node) {
        cutOff.add(node);
        onNode(node).forEach(actor -> {
            actor.startNoMore();
            actor.kill();
        });
    }

    /** Ends {@link #switchOff}: the pods that are bound to the node start anew. */
    public void switchOn(String node) {
        reconnect(node);
    }

    private List<PodActor> onNode(String node) {
        return actors.values().stream()
                .filter(a -> nodeOf(a.pod()).equals(node))
                .toList();
    }

    /** What runs now. */
    public List<PodProcess> processes() {
        return actors.values().stream().flatMap(PodActor::describe).toList();
    }

    /** The log of a container's newest run, or of the one before; absent: there is none. */
    public @Nullable Path log(String namespace, String pod, String container, boolean previous) {
        return actors.values().stream()
                .filter(a -> a.pod().getMetadata().getNamespace().equals(namespace)
                        && a.pod().getMetadata().getName().equals(pod))
                .findFirst()
                .map(a -> a.log(container, previous))
                .orElse(null);
    }

    /** Waits, for a bounded time, for the end of what a container runs now; true if nothing runs at the end. */
    public boolean endsWithin(String namespace, String pod, String container, Duration time)
            throws InterruptedException {
        CompletableFuture<?> ended = processes().stream()
                .filter(p -> p.namespace().equals(namespace)
                        && p.pod().equals(pod)
                        && p.container().equals(container))
                .findFirst()
                .flatMap(p -> ProcessHandle.of(p.pid()))
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        return endsWithin(ended, time);
    }

    /** Ends all processes, in order if they can, within a few seconds; the API is not told. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        if (informer != null) {
            informer.close();
        }
        actors.values().forEach(PodActor::startNoMore);
        List<SpawnedProcess> running =
                actors.values().stream().flatMap(PodActor::processes).toList();
        running.forEach(p -> p.signal(Signal.TERM));
        CompletableFuture<?> allEnded = CompletableFuture.allOf(
                running.stream().map(SpawnedProcess::exit).toArray(CompletableFuture[]::new));
        if (!ended(allEnded)) {
            running.stream().filter(SpawnedProcess::isAlive).forEach(p -> {
                p.signal(Signal.CONT);
                p.signal(Signal.KILL);
            });
            ended(allEnded);
        }
        blocking.shutdownNow();
    }

    private static boolean ended(CompletableFuture<?> all) {
        try {
            return endsWithin(all, END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean endsWithin(CompletableFuture<?> all, Duration time) throws InterruptedException {
        try {
            all.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillSome) {
            return false;
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "a process ended strangely", e);
            return true;
        }
    }
}
