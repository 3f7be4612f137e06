package dev.ddnn.operator.config;

import dev.ddnn.operator.desired.Surroundings;
import dev.ddnn.operator.events.ClusterEvents;
import dev.ddnn.operator.events.EventPublisher;
import dev.ddnn.operator.later.Afterwards;
import dev.ddnn.operator.later.Rush;
import dev.ddnn.operator.observe.HubClient;
import dev.ddnn.operator.observe.Observer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Wires the values and steps that know nothing of their container. */
public final class OperatorBeans {
    /** A bill and an Event for each of a thousand DDNNs, and as many again. */
    private static final int WAITING = 4000;

    /** After the lease is given back. */
    private static final int BEFORE_THE_OPERATOR_STOPS = 2;

    private static final Duration END_OF_WAITING = Duration.ofSeconds(3);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    WatchedNamespaces watchedNamespaces(OperatorConfig config) {
        return config.watchNamespaces().map(WatchedNamespaces::new).orElseGet(WatchedNamespaces::everywhere);
    }

    @Produces
    @Singleton
    HubClient hub(OperatorConfig config) {
        return new HubClient(config.hub().url(), config.hub().tokenFile().orElse(null));
    }

    @Produces
    @Singleton
    Observer observer(HubClient hub) {
        return new Observer(hub);
    }

    @Produces
    @Singleton
    Surroundings surroundings(OperatorConfig config) {
        return new Surroundings(config.images().sectionPod(), config.hub().url());
    }

    /** In place of the one that Quarkus would make, for {@link RetryAfter} and {@link ChaChaFirst}; on Quarkus' Vert.x like that. */
    @Produces
    @Singleton
    KubernetesClient client(KubernetesSerialization serialization, Config config, Clock clock, Vertx vertx) {
        var retryAfter = RetryAfter.of(config, clock);
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(serialization)
                .withHttpClientFactory(new VertxHttpClientFactory(new ChaChaFirst(vertx)))
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("RETRY_AFTER", retryAfter))
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }

    @Produces
    @Singleton
    Rush rush() {
        return new Rush();
    }

    @Produces
    @Singleton
    Afterwards afterwards(Rush rush) {
        return new Afterwards(WAITING, END_OF_WAITING, rush);
    }

    @Produces
    @Singleton
    EventPublisher events(KubernetesClient client, Afterwards afterwards) {
        return new EventPublisher(new ClusterEvents(client), afterwards);
    }

    /** While there still is a client: the framework closes it when it stops. */
    void ending(@Observes @Priority(BEFORE_THE_OPERATOR_STOPS) ShutdownEvent event, Afterwards afterwards) {
        afterwards.close();
    }
}
