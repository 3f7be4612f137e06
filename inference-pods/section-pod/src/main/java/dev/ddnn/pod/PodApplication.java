package dev.ddnn.pod;

import dev.ddnn.pod.config.PodIdentity;
import dev.ddnn.pod.health.SectionReady;
import dev.ddnn.pod.ingress.InferenceRoutes;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.section.NativeLibraries;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;

/** The pod as a Quarkus application: settings from the environment, HTTP routes, start and stop. */
@ApplicationScoped
public class PodApplication {
    private final SectionPod pod;

    @Inject
    PodApplication(PodConfiguration configuration, MeterRegistry registry) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            // Only here is the process one pod; a test may load the engine in several class loaders, each with files of
            // its own.
            NativeLibraries.unpack(Path.of(configuration.cacheDir()));
        }
        pod = new SectionPod(settings(configuration), registry);
    }

    private static PodSettings settings(PodConfiguration from) {
        var identity = new PodIdentity(
                from.namespace(),
                from.pod(),
                from.podUid(),
                from.node(),
                from.branch().orElse(null),
                UUID.randomUUID().toString());
        return new PodSettings(
                identity,
                Path.of(from.configFile()),
                URI.create(from.hubUrl()),
                Path.of(from.cacheDir()),
                new InetSocketAddress(from.grpcHost(), from.grpcPort()),
                new PodSettings.Limits(from.workers(), from.samplesInFlight()));
    }

    void routes(@Observes Router router) {
        new InferenceRoutes(pod.endpoint(), () -> SectionReady.ready(pod.held())).addTo(router);
    }

    void start(@Observes StartupEvent event) throws IOException {
        pod.start();
    }

    void stop(@Observes ShutdownEvent event) {
        pod.close();
    }

    @Produces
    @Singleton
    HeldRevisions held() {
        return pod.held();
    }
}
