package dev.ddnn.pod.testing;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.pod.PodSettings;
import dev.ddnn.pod.SectionPod;
import dev.ddnn.pod.config.PodIdentity;
import dev.ddnn.pod.health.SectionReady;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.time.Deadline;
import dev.ddnn.pod.time.SystemTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A pod on loopback, without HTTP. */
public final class RunningPod implements AutoCloseable {
    private final SystemTimer timer = new SystemTimer();
    private final Path file;
    private final SectionPod pod;

    /** Starts a pod of a branch; 0 as port means any. */
    public RunningPod(Path directory, URI hub, String branch, int port, SectionConfig config) {
        file = directory.resolve(config.section() + "-" + branch + ".json");
        write(config);
        var identity = new PodIdentity(
                "city",
                config.section() + "-" + branch,
                "uid-" + config.section() + branch,
                "node",
                branch,
                UUID.randomUUID().toString());
        var settings = new PodSettings(
                identity,
                file,
                hub,
                directory.resolve("cache"),
                new InetSocketAddress("127.0.0.1", port),
                new PodSettings.Limits(1, 64));
        pod = new SectionPod(settings, new SimpleMeterRegistry());
        try {
            pod.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the configuration, as a kubelet would: at once. */
    public void write(SectionConfig config) {
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, ContractJson.write(config));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SectionPod pod() {
        return pod;
    }

    public RunningPod awaitReady() {
        Await.until(file + " is ready", () -> SectionReady.ready(pod.held()));
        return this;
    }

    public RunningPod awaitConnected() {
        Await.until(file + " is connected", pod::nextConnected);
        return this;
    }

    /** Sends a sample of one view into the bottom section. */
    public CompletableFuture<Outcome> send(String sample, int view, byte[] bytes) {
        var outcome = new CompletableFuture<Outcome>();
        var held = pod.held().current().orElseThrow();
        var names = held.listed().stream().map(one -> one.name()).toList();
        pod.flow()
                .enter(
                        new Part(
                                "view" + view,
                                sample,
                                names,
                                1 << view,
                                List.of(bytes),
                                Deadline.in(
                                        timer, Duration.ofMillis(held.config().deadlineMillis()))),
                        outcome::complete);
        return outcome;
    }

    @Override
    public void close() {
        pod.close();
        timer.close();
    }
}
