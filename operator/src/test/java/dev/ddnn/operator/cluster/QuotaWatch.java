package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Looks at a namespace from outside, at every event: how many pods of DDNNs exist, whatever becomes of them, and how many the ledgers of its
 * quotas have reserved. Neither may ever be more than the limit.
 */
final class QuotaWatch implements AutoCloseable {
    private static final String PODS = "pods.cloud";

    private final int limit;
    private final Map<String, Pod> pods = new ConcurrentHashMap<>();
    private final Map<String, Integer> reserved = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private final Supplier<List<Pod>> now;
    private int most;

    /**
     * @param limit of pods of the tier Cloud
     */
    QuotaWatch(KubernetesClient client, String namespace, int limit) {
        this.limit = limit;
        var all = client.pods().inNamespace(namespace).withLabel(Labels.DDNN);
        now = () -> all.list().getItems();
        watches.add(all.watch(watcher(this::pod)));
        watches.add(client.resources(DDNNQuota.class).inNamespace(namespace).watch(watcher(this::quota)));
    }

    /** What was wrong at some moment until now; empty: nothing ever was. */
    List<String> problems() {
        Await.until("the watch has seen the pods that there are", () -> now.get().stream()
                .allMatch(pod -> pods.containsKey(pod.getMetadata().getUid())));
        return List.copyOf(problems);
    }

    /** The most pods that existed at the same time. */
    synchronized int most() {
        return most;
    }

    private synchronized void pod(Watcher.Action action, Pod pod) {
        if (action == Watcher.Action.DELETED) {
            pods.remove(pod.getMetadata().getUid());
        } else {
            pods.put(pod.getMetadata().getUid(), pod);
        }
        most = Math.max(most, pods.size());
        if (pods.size() > limit) {
            problems.add(pods.size() + " pods exist and " + limit + " may, as of "
                    + pod.getMetadata().getName());
        }
    }

    private synchronized void quota(Watcher.Action action, DDNNQuota quota) {
        var status = quota.getStatus();
        int sum = status == null || status.reservations() == null
                ? 0
                : status.reservations().stream()
                        .map(reservation -> reservation.amounts().get(PODS))
                        .mapToInt(amount ->
                                amount == null ? 0 : amount.getNumericalAmount().intValueExact())
                        .sum();
        reserved.put(quota.getMetadata().getName(), sum);
        if (sum > limit) {
            problems.add(sum + " pods are reserved and " + limit + " may be");
        }
    }

    private interface Note<T> {
        void of(Watcher.Action action, T object);
    }

    private <T extends HasMetadata> Watcher<T> watcher(Note<T> note) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                note.of(action, object);
            }

            @Override
            public void onClose(WatcherException cause) {
                problems.add("the watch broke: " + cause);
            }
        };
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
