package dev.ddnn.hub.secret;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values of one Secret. Says its name and keys, never a value. */
public final class SecretValues {
    private final String name;
    private final Map<String, String> values = new TreeMap<>();

    /**
     * @param name of the Secret, without its namespace
     * @param data its values, decoded
     */
    public SecretValues(String name, Map<String, byte[]> data) {
        this.name = name;
        data.forEach((key, value) -> values.put(key, new String(value, StandardCharsets.UTF_8)));
    }

    /** Name of the Secret. */
    public String name() {
        return name;
    }

    /** Its keys, ordered. */
    public Set<String> keys() {
        return new TreeSet<>(values.keySet());
    }

    /** The value of a key; without the end of line that a file brings along. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key))
                .map(value -> value.replaceAll("[\r\n]+$", ""))
                .filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return "Secret '%s' with keys %s".formatted(name, keys());
    }
}
