package dev.ddnn.operator.apply;

import dev.ddnn.contract.ContractJson;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Compares a child that was made and that we have not changed since with what is wanted. What a POST made is owned field by field by
 * whoever posted it, with all that the API server added, so {@code managedFields} do not tell what was wanted then. A hash does, and what
 * is wanted now must be a part of what is there.
 */
public final class AsMade {
    /** In these stand amounts, which the API server writes in its own way: {@code 0.5} as {@code 500m}. */
    private static final Set<String> OF_AMOUNTS = Set.of("limits", "requests", "sizeLimit");

    private AsMade() {}

    /**
     * Of what is wanted, whatever the order of its labels and the like: two checksums of 32 bits, CRC-32 and CRC-32C, in hex. It has to tell a
     * change, and nobody gains by a false one; SHA-256 costs many times as much where only the first compiler is at work.
     */
    public static String hash(Object wanted) {
        byte[] text = ContractJson.write(wanted).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits(sum(new CRC32C(), text) << Integer.SIZE | sum(new CRC32(), text));
    }

    private static long sum(Checksum checksum, byte[] text) {
        checksum.update(text);
        return checksum.getValue();
    }

    /**
     * That all that is wanted is there, both as JSON read into maps, lists and values. Lists must be of equal length and in the same order:
     * who added to one has changed what we made.
     */
    public static boolean holds(Map<String, Object> wanted, Map<String, Object> actual) {
        return isPart(wanted, actual, false);
    }

    private static boolean isPart(@Nullable Object wanted, @Nullable Object actual, boolean amounts) {
        if (wanted instanceof Map<?, ?> fields) {
            return isPart(fields, actual instanceof Map<?, ?> there ? there : Map.of(), amounts);
        }
        if (wanted instanceof List<?> items) {
            return isPart(items, actual instanceof List<?> there ? there : List.of(), amounts);
        }
        return Objects.equals(wanted, actual)
                || (amounts && wanted instanceof String one && actual instanceof String other && isAmount(one, other));
    }

    private static boolean isPart(Map<?, ?> wanted, Map<?, ?> actual, boolean amounts) {
        return wanted.entrySet().stream()
                .allMatch(field -> isNothing(field.getValue())
                        || (actual.containsKey(field.getKey())
                                && isPart(
                                        field.getValue(),
                                        actual.get(field.getKey()),
                                        amounts || OF_AMOUNTS.contains(field.getKey()))));
    }

    private static boolean isPart(List<?> wanted, List<?> actual, boolean amounts) {
        for (int i = 0; i < wanted.size() && i < actual.size(); i++) {
            if (!isPart(wanted.get(i), actual.get(i), amounts)) {
                return false;
            }
        }
        return wanted.size() == actual.size();
    }

    /** The API server stores neither an empty list nor null. An empty object is something: {@code emptyDir: {}}. */
    private static boolean isNothing(@Nullable Object wanted) {
        return wanted == null || (wanted instanceof Collection<?> items && items.isEmpty());
    }

    private static boolean isAmount(String one, String other) {
        try {
            return new Quantity(one).equals(new Quantity(other));
        } catch (IllegalArgumentException e) {
            // What is no amount is compared as text, and was.
            return false;
        }
    }
}
