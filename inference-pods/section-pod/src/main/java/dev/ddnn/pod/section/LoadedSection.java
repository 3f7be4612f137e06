package dev.ddnn.pod.section;

import dev.ddnn.contract.report.PodReport.State;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A section's file on its way to serving, shared by all revisions with its digest.
 *
 * <pre>
 * Loading --&gt; Loaded --&gt; closed
 *    |  ^
 *    v  | retry
 *   Failed
 * </pre>
 */
final class LoadedSection {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile State state = State.Loading;
    private volatile @Nullable String message;
    private @Nullable SectionExecutor executor;
    private boolean closed;

    /** A section that computes nothing, so it is loaded at once. */
    static LoadedSection nothingToCompute() {
        var section = new LoadedSection();
        section.state = State.Loaded;
        return section;
    }

    State state() {
        return state;
    }

    @Nullable
    String message() {
        return message;
    }

    /** Takes the warm executor over. */
    void loaded(SectionExecutor warm) {
        lock.writeLock().lock();
        try {
            if (closed) {
                warm.close();
                return;
            }
            executor = warm;
            message = null;
            state = State.Loaded;
        } finally {
            lock.writeLock().unlock();
        }
    }

    void failed(String why) {
        message = why;
        state = State.Failed;
    }

    boolean closed() {
        lock.readLock().lock();
        try {
            return closed;
        } finally {
            lock.readLock().unlock();
        }
    }

    Map<String, float[]> run(List<NamedTensor> inputs) throws SectionFailedException {
        lock.readLock().lock();
        try {
            if (executor == null) {
                throw new SectionFailedException("the section is not loaded");
            }
            return executor.run(inputs);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits for the sample that is being computed, then lets the executor go. */
    void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            if (executor != null) {
                executor.close();
                executor = null;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
