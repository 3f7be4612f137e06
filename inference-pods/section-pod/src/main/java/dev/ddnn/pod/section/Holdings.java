package dev.ddnn.pod.section;

import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.section.SampleShare;
import dev.ddnn.contract.section.SectionConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** The revision that new samples take, but for those that a rollout gives to its target. */
    public Held answering() {
        return listed(config.answering());
    }

    private Held listed(String name) {
        for (Held held : listed) {
            if (held.name().equals(name)) {
                return held;
            }
        }
        throw new IllegalStateException("checked before: '" + name + "' is one of the listed revisions");
    }

    /** Whether this is the section that chooses the revision of a sample. */
    public boolean decides() {
        return answering().revision().role() == SectionRole.Deciding;
    }

    /** The revision that a sample takes if enough of its parts carry it. */
    public Held wanted(String sample) {
        var rollout = config.rollout();
        return rollout != null && decides() && SampleShare.includes(sample, rollout.routePercent())
                ? listed(rollout.target())
                : answering();
    }

    /**
     * The revision that computes a sample as well, beside the one that was chosen for it; absent: none does. Above the deciding
     * section there is none: what is computed twice comes twice.
     */
    public @Nullable Held second(String sample, Held chosen) {
        var rollout = config.rollout();
        if (rollout == null
                || chosen.revision().role() == SectionRole.Above
                || !SampleShare.includes(sample, rollout.shadowPercent())) {
            return null;
        }
        var answering = answering();
        var target = listed(rollout.target());
        if (chosen != answering && chosen != target) {
            return null;
        }
        var second = chosen == answering ? target : answering;
        return second.loaded() ? second : null;
    }

    /** With how many parts a sample can be computed, where branches meet. */
    public int leastParts() {
        var join = config.join();
        int senders = answering().senders().size();
        return Math.max(1, join == null ? senders : Math.min(join.minBranches(), senders));
    }

    /** A revision by name, listed or leaving. */
    public Optional<Held> find(String revision) {
        return all().filter(held -> held.name().equals(revision)).findFirst();
    }

    /** The first of some revisions that is held. */
    public Optional<Held> find(List<String> revisions) {
        return all().filter(held -> revisions.contains(held.name())).findFirst();
    }

    /** Every revision, those that are listed first. */
    public Stream<Held> all() {
        return Stream.concat(listed.stream(), leaving.stream());
    }

    /** Whether one revision is all that is held. */
    public boolean single() {
        return listed.size() == 1 && leaving.isEmpty();
    }

    /**
     * Whether each revision is warm that may be asked for: the answering one, and from the deciding section upwards the target as
     * soon as samples are routed to it. Below, and before that, a target that is still loading is just not sent.
     */
    public boolean ready() {
        var rollout = config.rollout();
        var answering = answering();
        if (!answering.loaded()) {
            return false;
        }
        return rollout == null
                || rollout.routePercent() == 0
                || answering.revision().role() == SectionRole.Below
                || listed(rollout.target()).loaded();
    }
}
