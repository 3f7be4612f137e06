package dev.ddnn.operator.config;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map that does not change and knows its hash code: in a tree of such maps, that of the root is worked out from those of its branches, and
 * not from all leaves again.
 */
final class HashedMap<K, V> extends AbstractMap<K, V> {
    private final Map<K, V> values;
    private final int hash;

    /**
     * @param values not changed by anybody from now on
     */
    HashedMap(Map<K, V> values) {
        this.values = values;
        hash = values.hashCode();
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return Collections.unmodifiableMap(values).entrySet();
    }

    @Override
    public @Nullable V get(Object key) {
        return values.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return values.containsKey(key);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (!(other instanceof HashedMap<?, ?> hashed) || hashed.hash == hash) && values.equals(other);
    }
}
