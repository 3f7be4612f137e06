package dev.ddnn.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What one reconciler watches, for the others: one watch, one reading of each event and one copy in memory serve all. While nobody
 * watches, nothing can be read here: an empty answer would be taken for an empty cluster.
 */
final class Shared<R extends HasMetadata> {
    private final String what;
    private final Set<ResourceEventHandler<R>> readers = new CopyOnWriteArraySet<>();
    private volatile Newcomers<R> newcomers = unseen();
    private volatile CompletableFuture<Cache<R>> objects = new CompletableFuture<>();

    /**
     * @param what in words
     */
    Shared(String what) {
        this.what = what;
    }

    /** The first list is here, and the watch goes on from there. */
    void open(Cache<R> cache) {
        newcomers.listed(cache.list(object -> true));
        objects.complete(cache);
    }

    /** It cannot be watched: nobody need wait. */
    void failed(RuntimeException cause) {
        objects.completeExceptionally(cause);
    }

    /** It is watched no more. To be called while it still can be read. */
    void close() {
        var past = objects;
        newcomers = unseen();
        objects = new CompletableFuture<>();
        past.completeExceptionally(new IllegalStateException("the operator ends"));
    }

    /** Tells of every change from now on. */
    void add(ResourceEventHandler<R> reader) {
        readers.add(reader);
    }

    /** Ends {@link #add}. */
    void remove(ResourceEventHandler<R> reader) {
        readers.remove(reader);
    }

    void added(R object) {
        if (newcomers.accept(object)) {
            readers.forEach(reader -> reader.onAdd(object));
        }
    }

    void updated(R before, R object) {
        readers.forEach(reader -> reader.onUpdate(before, object));
    }

    void deleted(R object, boolean unseenAtLast) {
        readers.forEach(reader -> reader.onDelete(object, unseenAtLast));
    }

    /** All that there are now. */
    Cache<R> objects() {
        Cache<R> now = objects.isCompletedExceptionally() ? null : objects.getNow(null);
        if (now == null) {
            throw new IllegalStateException(what + " are not watched now");
        }
        return now;
    }

    /** Returns when they are watched. */
    void await(Duration patience) {
        try {
            objects.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new OperatorException(what + " cannot be watched", e.getCause());
        } catch (TimeoutException e) {
            throw new OperatorException(what + " are not watched after " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted while waiting until " + what + " are watched", e);
        }
    }

    private static <R extends HasMetadata> Newcomers<R> unseen() {
        return new Newcomers<>(object -> true);
    }
}
