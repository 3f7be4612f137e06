package dev.ddnn.pod.flow;

import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.pod.join.Joined;
import dev.ddnn.pod.section.Held;
import dev.ddnn.pod.section.Holdings;
import java.util.List;

/**
 * One revision's way through this section for one sample.
 *
 * @param held revision that computes it
 * @param validFor revisions that the result is valid for; above the deciding section and in it, that one alone
 * @param joined the sample as this revision has it
 */
record Computation(Held held, List<String> validFor, Joined joined) {
    Computation {
        validFor = List.copyOf(validFor);
    }

    /** Settles what the result of a revision is valid for: below the deciding section, all that would give the same bytes. */
    static Computation of(Holdings holdings, Held held, Joined joined) {
        boolean alone = holdings.single() || held.revision().role() != SectionRole.Below;
        return new Computation(held, alone ? held.names() : validFor(holdings, held, joined), joined);
    }

    private static List<String> validFor(Holdings holdings, Held held, Joined joined) {
        return holdings.all()
                .filter(one -> held.sameComputation(one) && joined.allMadeBy(one.name()))
                .map(Held::name)
                .toList();
    }
}
