package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.feed.FeedOrder;
import dev.ddnn.sandbox.feed.FeedReply;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.Ground;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import dev.ddnn.sandbox.story.Story;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster as a story's ground: one client in a pod beside the data, bytes are counted by the pods. */
final class ClusterGround implements Ground {
    private final KubernetesClient client;
    private final String namespace;
    private final ClientPod pod;
    private final PodCounters counters;
    private final Kubectl kubectl;

    ClusterGround(KubernetesClient client, String namespace, ClientPod pod, PodCounters counters, Kubectl kubectl) {
        this.client = client;
        this.namespace = namespace;
        this.pod = pod;
        this.counters = counters;
        this.kubectl = kubectl;
    }

    @Override
    public DeployedDDNN ddnn(@Nullable String elsewhere, String name) {
        return new DeployedDDNN(client, elsewhere == null ? namespace : elsewhere, name);
    }

    @Override
    public Fed feed(DeployedDDNN ddnn, Feeding feeding, IntConsumer done) throws InterruptedException {
        return fed(pod.feed(order(ddnn, feeding, false), feeding.samples(), done));
    }

    @Override
    public Fed loop(DeployedDDNN ddnn, Feeding feeding, BooleanSupplier enough, IntConsumer done)
            throws InterruptedException {
        return fed(pod.loop(order(ddnn, feeding, true), feeding.samples(), enough, done));
    }

    @Override
    public void apply(Path manifest) throws IOException, InterruptedException {
        kubectl.run("apply", "--server-side", "-n", namespace, "-f", manifest.toString());
    }

    @Override
    public String kubectl(List<String> arguments) throws IOException, InterruptedException {
        return kubectl.run(
                Stream.concat(Stream.of("-n", namespace), arguments.stream()).toArray(String[]::new));
    }

    private static FeedOrder order(DeployedDDNN ddnn, Feeding feeding, boolean loop) {
        List<FeedOrder.Door> doors = ddnn.doors(feeding.views()).stream()
                .map(d -> new FeedOrder.Door(
                        d.url(), d.views().stream().map(Story.View::name).toList()))
                .toList();
        return new FeedOrder(
                ddnn.name(),
                doors,
                feeding.views(),
                feeding.count(),
                feeding.concurrency(),
                ddnn.replyTimeout().toMillis(),
                loop);
    }

    private static Fed fed(FeedReply reply) {
        return new Fed(
                reply.outcomes(),
                new Count(reply.end().sentBytes(), reply.end().receivedBytes()),
                reply.end().seconds());
    }

    @Override
    public Map<String, Count> streams(DeployedDDNN ddnn) throws InterruptedException {
        return counters.streams(namespace, ddnn.name(), ddnn.sections());
    }

    @Override
    public @Nullable Count home() {
        return null;
    }
}
