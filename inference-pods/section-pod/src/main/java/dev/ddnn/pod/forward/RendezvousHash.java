package dev.ddnn.pod.forward;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * Spreads samples over the pods of a section: the pod with the highest hash of (sample, pod) takes it. All senders choose the same
 * one, and a pod that comes or goes moves only its own share.
 */
final class RendezvousHash {
    private RendezvousHash() {}

    /** The candidate for a sample; empty without candidates. */
    static <T> Optional<T> pick(String sample, Collection<T> candidates, Function<T, String> name) {
        return candidates.stream()
                .max(Comparator.comparingLong((T candidate) -> hash(sample, name.apply(candidate)))
                        .thenComparing(name));
    }

    /** FNV-1a over both names, with the bits mixed at the end since near names give near sums. */
    private static long hash(String sample, String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte value : (sample + '\0' + name).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ value & 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return (hash ^ hash >>> 33) & Long.MAX_VALUE;
    }
}
