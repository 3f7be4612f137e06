package dev.ddnn.pod.section;

import dev.ddnn.contract.section.SectionConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the pod holds at one moment; a sample sees one such value from its join to its outcome.
 *
 * @param config that is followed
 * @param listed the revisions that the configuration lists, in its order
 * @param leaving revisions that it lists no more, kept for samples that are still on their way with them
 */
public record Holdings(SectionConfig config, List<Held> listed, List<Held> leaving) {
    public Holdings {
        listed = List.copyOf(listed);
        leaving = List.copyOf(leaving);
    }

    /** The revision that new samples take. */
    public Held answering() {
        return listed.stream()
                .filter(held -> held.name().equals(config.answering()))
                .findFirst()
                .orElseThrow();
    }

    /** A revision by name, listed or leaving. */
    public Optional<Held> find(String revision) {
        return all().filter(held -> held.name().equals(revision)).findFirst();
    }

    /** Every revision, those that are listed first. */
    public Stream<Held> all() {
        return Stream.concat(listed.stream(), leaving.stream());
    }

    /** Whether each listed revision is warm. */
    public boolean ready() {
        return listed.stream().allMatch(Held::loaded);
    }
}
