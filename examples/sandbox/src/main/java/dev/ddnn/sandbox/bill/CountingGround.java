package dev.ddnn.sandbox.bill;

import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.Ground;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A ground that remembers what its clients saw, DDNN by DDNN: also of samples that no table counts, since bills do. */
public final class CountingGround implements Ground {
    private final Ground ground;
    private final SortedMap<Customer, Counted> counts = new TreeMap<>();

    public CountingGround(Ground ground) {
        this.ground = ground;
    }

    /** What clients saw so far. */
    public synchronized SortedMap<Customer, Counted> counts() {
        return new TreeMap<>(counts);
    }

    private Fed counted(Customer customer, Fed fed) {
        synchronized (this) {
            counts.merge(customer, Counted.NOTHING.and(fed.outcomes()), (before, fresh) -> before.and(fed.outcomes()));
        }
        return fed;
    }

    private static Customer customer(DeployedDDNN ddnn) {
        return new Customer(
                ddnn.namespace(), ddnn.name(), ddnn.get().getMetadata().getUid());
    }

    @Override
    public DeployedDDNN ddnn(@Nullable String namespace, String name) {
        return ground.ddnn(namespace, name);
    }

    @Override
    public Fed feed(DeployedDDNN ddnn, Feeding feeding, IntConsumer done) throws InterruptedException {
        return counted(customer(ddnn), ground.feed(ddnn, feeding, done));
    }

    @Override
    public Fed loop(DeployedDDNN ddnn, Feeding feeding, BooleanSupplier enough, IntConsumer done)
            throws InterruptedException {
        return counted(customer(ddnn), ground.loop(ddnn, feeding, enough, done));
    }

    @Override
    public void apply(Path manifest) throws IOException, InterruptedException {
        ground.apply(manifest);
    }

    @Override
    public String kubectl(List<String> arguments) throws IOException, InterruptedException {
        return ground.kubectl(arguments);
    }

    @Override
    public Map<String, Count> streams(DeployedDDNN ddnn) throws InterruptedException {
        return ground.streams(ddnn);
    }

    @Override
    public @Nullable Count home() {
        return ground.home();
    }
}
