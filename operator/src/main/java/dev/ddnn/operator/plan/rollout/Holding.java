package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a section is told of revisions.
 *
 * @param answering name of the revision that new samples take
 * @param revisions to hold
 * @param rollout absent: {@code answering} takes all samples
 */
public record Holding(
        String answering,
        List<HeldRevision> revisions,
        @Nullable Rollout rollout) {
    public Holding {
        revisions = List.copyOf(revisions);
    }

    boolean holds(String revision) {
        return revisions.stream().anyMatch(held -> held.name().equals(revision));
    }

    Holding withoutRollout() {
        return new Holding(answering, revisions, null);
    }
}
