package dev.ddnn.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnAddFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Of objects that are new to an informer, those that nobody has seen yet. What its first list held is there before the first visit, which
 * sees it; that it came is told a little later, and would bring a second visit to every DDNN at each start.
 */
final class Newcomers<R extends HasMetadata> implements OnAddFilter<R> {
    /** Longer ones are no numbers that fit. */
    private static final int DIGITS = 18;

    private final Predicate<R> matters;
    private volatile @Nullable Map<String, Long> listed;

    /**
     * @param matters which of those that nobody has seen are worth a visit
     */
    Newcomers(Predicate<R> matters) {
        this.matters = matters;
    }

    /** From now on there may be visits, to which these are known. */
    void listed(Stream<R> objects) {
        var newest = new HashMap<String, Long>();
        objects.filter(object -> version(object) < Long.MAX_VALUE)
                .forEach(object -> newest.merge(namespace(object), version(object), Math::max));
        listed = Map.copyOf(newest);
    }

    @Override
    public boolean accept(R object) {
        Map<String, Long> known = listed;
        return known != null
                && version(object) > known.getOrDefault(namespace(object), Long.MIN_VALUE)
                && matters.test(object);
    }

    private static String namespace(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return namespace == null ? "" : namespace;
    }

    /** Versions of one kind grow; one that is no number is taken for new. */
    private static long version(HasMetadata object) {
        String version = object.getMetadata().getResourceVersion();
        boolean number =
                version != null && version.length() <= DIGITS && version.chars().allMatch(Character::isDigit);
        return number && !version.isEmpty() ? Long.parseLong(version) : Long.MAX_VALUE;
    }
}
