package dev.ddnn.pod.flow;

import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.section.Held;
import dev.ddnn.pod.section.Holdings;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which revision computes a sample here, and for which revisions the result is valid. A sample is computed by one revision from
 * bottom to exit: the deciding section settles which, and below it a part carries every revision that would give the same bytes.
 */
public final class RevisionChoice {
    private final @Nullable Held chosen;
    private final List<String> validFor;
    private final @Nullable Refused refusal;

    private RevisionChoice(@Nullable Held chosen, List<String> validFor, @Nullable Refused refusal) {
        this.chosen = chosen;
        this.validFor = List.copyOf(validFor);
        this.refusal = refusal;
    }

    /**
     * Chooses: the answering revision if the sample carries it and it is warm, else another one that is.
     *
     * @param holdings what this pod holds
     * @param carried the revisions that all parts of the sample are valid for
     */
    public static RevisionChoice choose(Holdings holdings, Collection<String> carried) {
        var held = holdings.all().filter(one -> carried.contains(one.name())).toList();
        var warm = held.stream().filter(Held::loaded).toList();
        if (warm.isEmpty()) {
            return new RevisionChoice(null, List.of(), refusal(holdings, carried, held));
        }
        var answering = holdings.config().answering();
        var chosen = warm.stream()
                .filter(one -> one.name().equals(answering))
                .findFirst()
                .orElse(warm.get(0));
        return new RevisionChoice(chosen, validFor(chosen, held), null);
    }

    private static List<String> validFor(Held chosen, List<Held> held) {
        return chosen.revision().role() == SectionRole.Below
                ? held.stream().filter(chosen::sameComputation).map(Held::name).toList()
                : List.of(chosen.name());
    }

    private static Refused refusal(Holdings holdings, Collection<String> carried, List<Held> held) {
        var section = holdings.config().section();
        if (!held.isEmpty()) {
            return new Refused(
                    section,
                    RefusalCode.NOT_READY,
                    "section '" + section + "' is still loading "
                            + held.stream().map(Held::name).toList());
        }
        var holds = holdings.all().map(Held::name).toList();
        return carried.isEmpty()
                ? new Refused(
                        section, RefusalCode.REVISION_NOT_HELD, "the parts of the sample have no revision in common")
                : new Refused(
                        section,
                        RefusalCode.REVISION_NOT_HELD,
                        "section '" + section + "' holds " + holds + "; the sample carries " + List.copyOf(carried));
    }

    /** Goes on with the chosen revision and the names that the result is valid for, or with the refusal. */
    public void apply(BiConsumer<Held, List<String>> goOn, Consumer<Refused> refuse) {
        if (chosen != null) {
            goOn.accept(chosen, validFor);
        }
        if (refusal != null) {
            refuse.accept(refusal);
        }
    }
}
