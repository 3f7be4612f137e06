package dev.ddnn.pod.flow;

import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.pod.join.Joined;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.section.Held;
import dev.ddnn.pod.section.Holdings;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which revision computes a sample here, and which one as well. A sample is computed by one revision from bottom to exit: only
 * parts that carry a revision are computed by it, the deciding section settles which one answers, and below it a part carries
 * every revision that made it.
 *
 * <p>Of the revisions that are held and warm the one takes the sample that has the most parts of it: so whatever pods learn of a
 * change first, nothing is lost that one of the revisions can compute. The wanted one takes it on a tie.
 */
final class RevisionChoice {
    private final @Nullable Computation first;
    private final @Nullable Computation second;
    private final @Nullable Refused refusal;

    private RevisionChoice(@Nullable Computation first, @Nullable Computation second, @Nullable Refused refusal) {
        this.first = first;
        this.second = second;
        this.refusal = refusal;
    }

    /**
     * Chooses for a sample.
     *
     * @param holdings what this pod holds
     * @param joined the parts that came
     */
    static RevisionChoice choose(Holdings holdings, Joined joined) {
        var wanted = holdings.wanted(joined.sample());
        boolean whole = wanted.loaded() && joined.allMadeBy(wanted.name());
        var chosen = whole ? wanted : most(holdings, wanted, joined);
        if (chosen == null) {
            return new RevisionChoice(null, null, refusal(holdings, joined));
        }
        var mine = joined.as(chosen.name());
        int least = holdings.leastParts();
        if (mine.parts().size() < least) {
            return new RevisionChoice(null, null, tooFew(holdings, chosen, mine, least));
        }
        var first = Computation.of(holdings, chosen, mine);
        return new RevisionChoice(first, second(holdings, first, joined), null);
    }

    /** The warm revision with the most parts, of those with the most views; absent: no part carries a warm one. */
    private static @Nullable Held most(Holdings holdings, Held wanted, Joined joined) {
        Held most = null;
        int parts = 0;
        int views = 0;
        for (Held one : Stream.concat(Stream.of(wanted), holdings.all()).toList()) {
            int carrying = one.loaded() ? joined.carrying(one.name()) : 0;
            int seeing =
                    carrying == 0 ? 0 : Integer.bitCount(joined.as(one.name()).present());
            if (carrying > parts || carrying == parts && seeing > views) {
                most = one;
                parts = carrying;
                views = seeing;
            }
        }
        return most;
    }

    /**
     * What the sample is computed by as well. Below the deciding section its result travels beside the first, so it must be
     * another one; in it the two are compared, so both must see the same views.
     */
    private static @Nullable Computation second(Holdings holdings, Computation first, Joined joined) {
        var second = holdings.second(joined.sample(), first.held());
        if (second == null) {
            return null;
        }
        var its = joined.as(second.name());
        boolean below = first.held().revision().role() == SectionRole.Below;
        boolean wanted = below
                ? !first.validFor().contains(second.name())
                : its.present() == first.joined().present();
        return wanted && its.parts().size() >= holdings.leastParts() ? Computation.of(holdings, second, its) : null;
    }

    private static Refused refusal(Holdings holdings, Joined joined) {
        var section = holdings.config().section();
        List<String> loading = holdings.all()
                .filter(one -> joined.carrying(one.name()) > 0)
                .map(Held::name)
                .toList();
        return loading.isEmpty()
                ? new Refused(
                        section,
                        RefusalCode.REVISION_NOT_HELD,
                        "section '" + section + "' holds "
                                + holdings.all().map(Held::name).toList() + "; the sample carries "
                                + joined.revisions())
                : new Refused(section, RefusalCode.NOT_READY, "section '" + section + "' is still loading " + loading);
    }

    private static Refused tooFew(Holdings holdings, Held chosen, Joined mine, int least) {
        return new Refused(
                holdings.config().section(),
                RefusalCode.TOO_FEW_BRANCHES,
                "parts of " + mine.parts().size() + " branches carry revision '" + chosen.name() + "', " + least
                        + " are needed");
    }

    /** Goes on with the revision that takes the sample and, if there is one, the other one; or with the refusal. */
    void apply(BiConsumer<Computation, @Nullable Computation> goOn, Consumer<Refused> refuse) {
        if (first != null) {
            goOn.accept(first, second);
        }
        if (refusal != null) {
            refuse.accept(refusal);
        }
    }
}
