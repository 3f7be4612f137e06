package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.net.Traffic;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import dev.ddnn.sandbox.story.Entry;
import dev.ddnn.sandbox.story.Feeder;
import dev.ddnn.sandbox.story.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sandbox as a story's ground: clients are threads of this process, bytes are counted by the links. */
public final class SandboxGround implements Ground {
    /** Where the sandbox applies manifests that name no namespace. */
    public static final String NAMESPACE = "default";

    private final Sandbox sandbox;

    public SandboxGround(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public DeployedDDNN ddnn(@Nullable String namespace, String name) {
        return new DeployedDDNN(sandbox, namespace == null ? NAMESPACE : namespace, name);
    }

    @Override
    public Fed feed(DeployedDDNN ddnn, Feeding feeding, IntConsumer done) throws InterruptedException {
        return fed(ddnn, feeding, feeder -> feeder.feed(feeding.count(), done));
    }

    @Override
    public Fed loop(DeployedDDNN ddnn, Feeding feeding, BooleanSupplier enough, IntConsumer done)
            throws InterruptedException {
        return fed(ddnn, feeding, feeder -> feeder.loop(feeding.count(), enough, done));
    }

    @Override
    public void apply(Path manifest) throws InterruptedException {
        sandbox.controlPlane()
                .kubectl("apply", "--server-side", "-f", manifest.toString())
                .orFail();
    }

    @Override
    public String kubectl(List<String> arguments) throws InterruptedException {
        return sandbox.controlPlane().kubectl(arguments.toArray(String[]::new)).orFail();
    }

    private interface Way {
        List<Outcome> by(Feeder feeder) throws InterruptedException;
    }

    private Fed fed(DeployedDDNN ddnn, Feeding feeding, Way way) throws InterruptedException {
        List<List<Entry>> places = feeding.from().isEmpty()
                ? List.of(ddnn.entriesBesideThePods(feeding.views()))
                : feeding.from().stream()
                        .map(node -> ddnn.entriesFrom(node, feeding.views()))
                        .toList();
        Traffic entry = new Traffic(
                Traffic.Kind.ENTRY,
                ddnn.namespace(),
                ddnn.name(),
                ddnn.sections().get(0));
        Count before = sandbox.meter().count(entry);
        long start = System.nanoTime();
        List<Outcome> outcomes = way.by(new Feeder(
                feeding.samples(), i -> places.get(i % places.size()), feeding.concurrency(), ddnn.replyTimeout()));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Fed(outcomes, sandbox.meter().count(entry).since(before), seconds);
    }

    @Override
    public Map<String, Count> streams(DeployedDDNN ddnn) {
        return ddnn.sections().stream().skip(1).collect(Collectors.toMap(s -> s, s -> sandbox.meter()
                .count(new Traffic(Traffic.Kind.STREAM, ddnn.namespace(), ddnn.name(), s))));
    }

    @Override
    public Count home() {
        return sandbox.meter().count(Traffic.HOME);
    }
}
