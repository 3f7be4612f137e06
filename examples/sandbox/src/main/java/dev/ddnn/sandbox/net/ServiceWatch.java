package dev.ddnn.sandbox.net;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the emulated network and its names up to date with the cluster's Services and EndpointSlices. */
public final class ServiceWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ServiceWatch.class.getName());
    private static final long SETTLE_MILLIS = 20;
    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LAST_RETRY_MILLIS = 5_000;

    private final SharedIndexInformer<Service> services;
    private final SharedIndexInformer<EndpointSlice> slices;
    private final ServiceNetwork network;
    private final HostsFiles hosts;
    private final AtomicBoolean planned = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread own = new Thread(body, "services");
        own.setDaemon(true);
        return own;
    });

    private long retryMillis = FIRST_RETRY_MILLIS;

    /** Begins to watch. */
    public ServiceWatch(KubernetesClient client, ServiceNetwork network, HostsFiles hosts) {
        this.network = network;
        this.hosts = hosts;
        services = client.services().inAnyNamespace().runnableInformer(0);
        slices = client.discovery().v1().endpointSlices().inAnyNamespace().runnableInformer(0);
        services.addEventHandler(new Plan<>());
        slices.addEventHandler(new Plan<>());
        services.run();
        slices.run();
    }

    /** Any change leads to one refresh soon after. */
    private final class Plan<T extends HasMetadata> implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T added) {
            plan();
        }

        @Override
        public void onUpdate(T before, T after) {
            plan();
        }

        @Override
        public void onDelete(T deleted, boolean stateUnknown) {
            plan();
        }
    }

    /** Soon looks again, as after any change: nodes may have come or gone. */
    public void plan() {
        planIn(SETTLE_MILLIS);
    }

    private void planIn(long millis) {
        if (planned.compareAndSet(false, true)) {
            try {
                thread.schedule(this::refresh, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.FINE, "closed", e);
            }
        }
    }

    /** Runs on the one thread. What fails, such as an address that is still taken, is done again. */
    private void refresh() {
        planned.set(false);
        try {
            network.update(services.getStore().list(), slices.getStore().list());
            hosts.refresh();
            retryMillis = FIRST_RETRY_MILLIS;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "names and listeners are out of date; again in " + retryMillis + " ms", e);
            planIn(retryMillis);
            retryMillis = Math.min(LAST_RETRY_MILLIS, 2 * retryMillis);
        }
    }

    @Override
    public void close() {
        services.close();
        slices.close();
        thread.shutdownNow();
    }
}
