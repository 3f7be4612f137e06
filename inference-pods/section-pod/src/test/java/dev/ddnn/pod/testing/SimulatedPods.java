package dev.ddnn.pod.testing;

import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.pod.config.ConfigCheck;
import dev.ddnn.pod.flow.SectionFlow;
import dev.ddnn.pod.forward.UpwardSample;
import dev.ddnn.pod.forward.UpwardVariant;
import dev.ddnn.pod.sample.OnceOnly;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.sample.Variant;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.section.SectionLoader;
import dev.ddnn.pod.section.SectionStore;
import dev.ddnn.pod.telemetry.FlowMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The pods of {@link LetterModels} with the product's flow, and between them a wire that a seed plays: messages overtake each other
 * and come late, and a pod that restarts forgets what it had. No threads and no real time.
 */
public final class SimulatedPods {
    private final SectionStore store;
    private final ManualTimer timer;
    private final Random random;
    private final UnaryOperator<List<String>> onTheWay;
    private final List<Runnable> wire = new ArrayList<>();
    private final Map<String, Pod> pods = new LinkedHashMap<>();

    /**
     * @param directory for the files that the pods fetch
     * @param hub that has them
     * @param timer the time of all pods
     * @param random what decides about order and delay
     * @param onTheWay what becomes of the revisions that a part carries; the identity unless a test breaks the wire on purpose
     */
    public SimulatedPods(
            Path directory, FakeHub hub, ManualTimer timer, Random random, UnaryOperator<List<String>> onTheWay) {
        this.store = new SectionStore(directory, hub.address(), HttpClient.newHttpClient());
        this.timer = timer;
        this.random = random;
        this.onTheWay = onTheWay;
        List.of("view0", "view1").forEach(view -> pods.put(view, new Pod("camera", view)));
        List.of("gateway", "cloud").forEach(section -> pods.put(section, new Pod(section, LetterModels.BOTH)));
    }

    /** One process of a pod, until it restarts. */
    private final class Pod {
        private final String section;
        private final String branch;
        private final HeldRevisions held;
        private final SectionFlow flow;
        private boolean alive = true;

        private Pod(String section, String branch) {
            this.section = section;
            this.branch = branch;
            held = new HeldRevisions(
                    new SectionLoader(store, LetterModels::load),
                    revision -> ConfigCheck.ownBranch(revision, branch).orElseThrow(),
                    Runnable::run,
                    timer,
                    () -> {});
            var tools = Pods.tools(timer, this::up, new FlowMetrics(new SimpleMeterRegistry()));
            flow = new SectionFlow(() -> section, held, tools, Pods.places(64), absent -> false);
        }

        private void up(UpwardSample sample, Consumer<Outcome> outcome) {
            String next = section.equals("camera") ? "gateway" : "cloud";
            var once = new OnceOnly(outcome);
            timer.schedule(
                    sample.deadline().left(timer),
                    () -> once.accept(new Refused(next, RefusalCode.DEADLINE_EXCEEDED, "late")));
            wire.add(() -> {
                var receiver = pod(next);
                receiver.flow.accept(
                        part(sample),
                        verdict -> wire.add(() -> {
                            if (receiver.alive) {
                                once.accept(verdict);
                            }
                        }));
            });
        }

        private Part part(UpwardSample sample) {
            UpwardVariant other = sample.other();
            return new Part(
                    branch,
                    sample.sample(),
                    onTheWay.apply(sample.revisions()),
                    sample.present(),
                    tensors(sample.tensors()),
                    sample.deadline(),
                    other == null
                            ? null
                            : new Variant(onTheWay.apply(other.revisions()), other.present(), tensors(other.tensors())),
                    sample.shadow());
        }

        private List<byte[]> tensors(Map<String, List<byte[]>> byBranch) {
            return byBranch.getOrDefault(LetterModels.BOTH, List.of());
        }
    }

    private Pod pod(String name) {
        var pod = pods.get(name);
        if (pod == null) {
            throw new IllegalArgumentException("no pod '" + name + "'");
        }
        return pod;
    }

    /** Names of the pods: a view of a camera, or a section. */
    public List<String> names() {
        return List.copyOf(pods.keySet());
    }

    /** Section of a pod. */
    public String section(String pod) {
        return pod(pod).section;
    }

    /** The pod follows a configuration now. */
    public void follow(String pod, SectionConfig config) {
        pod(pod).held.follow(config);
    }

    /** The process of a pod ends with all that it had in hand; its successor follows the same configuration. */
    public void restart(String name) {
        var old = pod(name);
        old.alive = false;
        var successor = new Pod(old.section, old.branch);
        old.held.current().ifPresent(now -> successor.held.follow(now.config()));
        pods.put(name, successor);
    }

    /** A client gives a camera its view; the camera says with which of its revisions it can be computed. */
    public void capture(int view, Part part, Consumer<Outcome> client) {
        var camera = pod("view" + view);
        camera.flow.enter(part, outcome -> {
            if (camera.alive) {
                client.accept(outcome);
            }
        });
    }

    /** Revisions that a camera lists. */
    public List<String> listed(int view) {
        return pod("view" + view)
                .held
                .current()
                .map(now -> now.listed().stream().map(held -> held.name()).toList())
                .orElse(List.of());
    }

    /** Delivers one message, any of those on the wire. */
    public void deliver() {
        if (!wire.isEmpty()) {
            wire.remove(random.nextInt(wire.size())).run();
        }
    }

    /** Number of messages on the wire. */
    public int onTheWire() {
        return wire.size();
    }
}
