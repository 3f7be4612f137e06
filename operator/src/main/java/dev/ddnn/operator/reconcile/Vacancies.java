package dev.ddnn.operator.reconcile;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says at once in which namespace a quota may have room, or its turn, or more to count: quotas need not look again and again. */
final class Vacancies {
    private final Set<Consumer<Vacancy>> listeners = new CopyOnWriteArraySet<>();

    /**
     * @param quota that has answered, and knows it itself; absent: something of a DDNN is gone, or has grown
     */
    record Vacancy(String namespace, @Nullable String quota) {}

    /** Tells of every one from now on. */
    void add(Consumer<Vacancy> listener) {
        listeners.add(listener);
    }

    /** Ends {@link #add}. */
    void remove(Consumer<Vacancy> listener) {
        listeners.remove(listener);
    }

    void tell(Vacancy vacancy) {
        listeners.forEach(listener -> listener.accept(vacancy));
    }
}
