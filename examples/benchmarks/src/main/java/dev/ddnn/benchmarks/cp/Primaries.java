package dev.ddnn.benchmarks.cp;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks from outside at the objects that a controller serves, and notes when each got how far. */
final class Primaries implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;

    /** How far an object is. */
    enum Milestone {
        /** Children are made: the first status of its generation is written. */
        Applied,
        /** Its condition Ready is True. */
        Ready
    }

    private final Map<Milestone, Map<String, Long>> reached = new HashMap<>();
    private final Map<String, Long> readyPods = new HashMap<>();
    private final Map<String, Integer> news = new HashMap<>();
    private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
    private final Runnable check;
    private final Watch watch;

    /**
     * @param watching begins a watch of the objects
     * @param check fails if nobody serves the objects, so that waiting is in vain
     */
    Primaries(Function<Watcher<GenericKubernetesResource>, Watch> watching, Runnable check) {
        this.check = check;
        for (Milestone milestone : Milestone.values()) {
            reached.put(milestone, new HashMap<>());
        }
        watch = watching.apply(new Watcher<>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource object) {
                note(object, System.nanoTime());
            }

            @Override
            public void onClose(WatcherException cause) {
                trouble.compareAndSet(null, cause);
            }
        });
    }

    private synchronized void note(GenericKubernetesResource object, long now) {
        String name = object.getMetadata().getName();
        if (object.getMetadata().getGeneration().equals(number(object.get("status", "observedGeneration")))) {
            times(Milestone.Applied).putIfAbsent(name, now);
        }
        if (isReady(object.get("status", "conditions"))) {
            times(Milestone.Ready).putIfAbsent(name, now);
        }
        noteNews(name, object.get("status", "sections"));
        notifyAll();
    }

    /** The first status is news, and each that tells of more pods that are ready. */
    private void noteNews(String name, @Nullable Object sections) {
        if (sections instanceof List<?> rows) {
            long ready = rows.stream().mapToLong(Primaries::ready).sum();
            Long before = readyPods.put(name, ready);
            if (before == null || ready > before) {
                news.merge(name, 1, Integer::sum);
            }
        }
    }

    private static long ready(Object row) {
        return row instanceof Map<?, ?> map && map.get("ready") instanceof Number number ? number.longValue() : 0;
    }

    /**
     * Waits until all of these objects are that far, and says when the last one was.
     *
     * @throws IllegalStateException if it takes longer than the limit, or who serves them is gone
     */
    synchronized long await(Milestone milestone, Collection<String> names, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!times(milestone).keySet().containsAll(names)) {
            Throwable cause = trouble.get();
            if (cause != null) {
                throw new IllegalStateException("the watch has ended: " + cause, cause);
            }
            check.run();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not " + milestone + " after " + limit.toSeconds() + " s: "
                        + names.stream()
                                .filter(name -> !times(milestone).containsKey(name))
                                .limit(5)
                                .toList());
            }
            wait(LOOK_MILLIS);
        }
        return names.stream()
                .mapToLong(name -> times(milestone).get(name))
                .max()
                .orElseThrow();
    }

    /** How many statuses of these objects told something new. */
    synchronized int news(Collection<String> names) {
        return names.stream().mapToInt(name -> news.getOrDefault(name, 0)).sum();
    }

    private Map<String, Long> times(Milestone milestone) {
        return reached.getOrDefault(milestone, Map.of());
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    private static boolean isReady(@Nullable Object conditions) {
        return conditions instanceof List<?> list
                && list.stream()
                        .anyMatch(condition -> condition instanceof Map<?, ?> map
                                && "Ready".equals(map.get("type"))
                                && "True".equals(map.get("status")));
    }

    @Override
    public void close() {
        watch.close();
    }
}
