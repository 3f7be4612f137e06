package dev.ddnn.operator.plan.budget;

import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.UplinkUse;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.quota.QuotaWord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a DDNN does about the budgets of bytes of its namespace. When one of them is used up, its deciding section answers by its own
 * exit. Where it has none there is no answer to give, so it sends up as before, and says so.
 *
 * @param state how far it is
 * @param message for a person
 */
public record UplinkSaving(State state, String message) {
    /** How a DDNN stands to the budgets. */
    public enum State {
        /** No quota has a budget of bytes. */
        NoBudget,
        /** Something is left, or the DDNN sends nothing up. */
        Within,
        /** Used up, and nothing goes up. */
        Spent,
        /** Used up, and the deciding section has no exit to answer by. */
        NotKept
    }

    /** Whether a budget is used up, whatever the DDNN can do about it. */
    public static boolean isSpent(Observed observed) {
        return !spent(observed).isEmpty();
    }

    /** The configuration as the budgets want it; only that of a deciding section that has an exit, and a section above, changes. */
    public static SectionConfig applied(SectionConfig config, Observed observed) {
        boolean able = config.next() != null
                && config.revisions().stream()
                        .anyMatch(held -> held.role() == SectionRole.Deciding && held.exit() != null);
        return able && isSpent(observed) ? config.with(UplinkUse.LocalExitOnly) : config;
    }

    /** What is to be said of it. */
    public static UplinkSaving of(Planned plan, Observed observed) {
        List<QuotaWord> budgets = budgets(observed);
        if (budgets.isEmpty()) {
            return new UplinkSaving(State.NoBudget, "");
        }
        String deciding = plan.target().decidingSection();
        Optional<SectionConfig> config = plan.sections().stream()
                .filter(section -> section.name().equals(deciding))
                .map(section -> section.config())
                .findFirst();
        boolean sends = config.filter(found -> found.next() != null).isPresent();
        if (spent(observed).isEmpty() || !sends) {
            return new UplinkSaving(State.Within, "a day's bytes: " + limits(budgets));
        }
        String used = spent(observed).stream()
                .map(word -> "quota '" + word.quota() + "': the " + limit(word) + " of today are used up")
                .collect(Collectors.joining("; "));
        String until = spent(observed).stream()
                .flatMap(word -> Optional.ofNullable(word.uplink()).stream())
                .flatMap(uplink -> Optional.ofNullable(uplink.spentUntil()).stream())
                .min(String::compareTo)
                .orElse("");
        boolean kept = config.filter(found -> found.uplink() != null).isPresent();
        return kept
                ? new UplinkSaving(
                        State.Spent, used + "; until " + until + " section '" + deciding + "' answers by its own exit")
                : new UplinkSaving(
                        State.NotKept,
                        used + ", and section '" + deciding
                                + "' has no exit to answer by: it sends up as before. Give it an exit, or raise the budget");
    }

    private static List<QuotaWord> budgets(Observed observed) {
        return observed.quotas().stream().filter(word -> word.uplink() != null).toList();
    }

    private static List<QuotaWord> spent(Observed observed) {
        return observed.quotas().stream()
                .filter(word -> word.uplink() != null && word.uplink().spentUntil() != null)
                .toList();
    }

    private static String limits(List<QuotaWord> words) {
        return words.stream()
                .map(word -> limit(word) + " by quota '" + word.quota() + "'")
                .collect(Collectors.joining(", "));
    }

    private static String limit(QuotaWord word) {
        return word.uplink() == null ? "" : word.uplink().limit();
    }
}
