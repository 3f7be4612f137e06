package dev.ddnn.operator.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who holds a lease, one after another, from now on. */
final class LeaseHolders implements AutoCloseable {
    /** It was given back. */
    static final String NOBODY = "";

    private final List<String> held = new CopyOnWriteArrayList<>();
    private final Watch watch;

    LeaseHolders(KubernetesClient client, String namespace, String name) {
        watch = client.leases().inNamespace(namespace).withName(name).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Lease lease) {
                String holder = Objects.requireNonNullElse(lease.getSpec().getHolderIdentity(), NOBODY);
                if (held.isEmpty() || !held.get(held.size() - 1).equals(holder)) {
                    held.add(holder);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                held.add("the watch broke: " + cause);
            }
        });
    }

    /** Returns when these have held it and no others. */
    void await(String... holders) {
        List<String> expected = List.of(holders);
        Await.value(
                "the lease was held by " + expected,
                () -> Optional.of(held).filter(expected::equals),
                () -> "it was held by " + held);
    }

    @Override
    public void close() {
        watch.close();
    }
}
