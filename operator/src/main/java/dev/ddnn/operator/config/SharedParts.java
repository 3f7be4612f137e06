package dev.ddnn.operator.config;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Of equal values keeps one, as long as anybody else has it. What it gives is shared and must not be changed. */
final class SharedParts<T> {
    private final ConcurrentMap<Kept<T>, Kept<T>> known = new ConcurrentHashMap<>();
    private final ReferenceQueue<T> dropped = new ReferenceQueue<>();
    private final BiPredicate<Object, Object> alike;

    /**
     * @param alike whether, of two that are equal, one may stand for the other
     */
    SharedParts(BiPredicate<Object, Object> alike) {
        this.alike = alike;
    }

    /** The one that is kept for all that are equal. */
    T same(T value) {
        forgetDropped();
        var mine = new Kept<>(value, dropped, alike);
        while (true) {
            Kept<T> earlier = known.putIfAbsent(mine, mine);
            T shared = earlier == null ? value : earlier.get();
            if (shared != null) {
                return shared;
            }
            // Nobody had it any more.
            known.remove(earlier, earlier);
        }
    }

    /** How many are known. */
    int size() {
        forgetDropped();
        return known.size();
    }

    private void forgetDropped() {
        for (var gone = dropped.poll(); gone != null; gone = dropped.poll()) {
            known.remove(gone);
        }
    }

    private static final class Kept<T> extends WeakReference<T> {
        private final int hash;
        private final BiPredicate<Object, Object> alike;

        Kept(T value, ReferenceQueue<T> dropped, BiPredicate<Object, Object> alike) {
            super(value, dropped);
            this.alike = alike;
            hash = value.hashCode();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            return other instanceof Kept<?> kept && kept.hash == hash && isAlike(kept.get());
        }

        private boolean isAlike(@Nullable Object value) {
            Object mine = get();
            return mine != null && value != null && alike.test(mine, value);
        }
    }
}
