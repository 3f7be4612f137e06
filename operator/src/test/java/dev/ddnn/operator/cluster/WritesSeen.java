package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what operators write, as others see it: each change of a DDNN or a quota that was there already. */
final class WritesSeen implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final AtomicInteger seen = new AtomicInteger();
    private final List<Watch> watches;

    WritesSeen(KubernetesClient client) {
        watches = List.of(
                client.resources(DDNN.class).inAnyNamespace().watch(watcher()),
                client.resources(DDNNQuota.class).inAnyNamespace().watch(watcher()));
    }

    /** Returns at the next write but so many. */
    void awaitMore(int writes) {
        int goal = seen.get() + writes;
        Await.value(
                "write " + writes + " from now on",
                LIMIT,
                () -> Optional.of(seen.get()).filter(now -> now >= goal),
                () -> seen.get() + " of " + goal);
    }

    private <T> Watcher<T> watcher() {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                if (action == Action.MODIFIED) {
                    seen.incrementAndGet();
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                System.out.println("the watch of writes broke: " + cause);
            }
        };
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
