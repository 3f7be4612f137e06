package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.report.RolloutSummary.Refusals;
import dev.ddnn.sandbox.report.Summary;
import dev.ddnn.sandbox.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a story showed what it promises, for its own data. */
final class StoryChecks {
    private StoryChecks() {}

    /** What must hold whatever is fed: no answer is mixed, and bills have the samples that clients counted. */
    static List<String> always(Summary summary) {
        List<String> failures = new ArrayList<>();
        var rollout = summary.rollout();
        if (rollout != null && rollout.mixed() != 0) {
            failures.add("mixed answers must be 0, found " + rollout.mixed());
        }
        if (summary.quota() != null) {
            failures.addAll(summary.quota().bill().differences());
        }
        return failures;
    }

    /** What does not hold, one sentence each; empty: all holds. */
    static List<String> failures(Story.Checks checks, Summary summary) {
        List<String> failures = new ArrayList<>();
        atLeast(failures, "accuracy", summary.accuracy(), checks.accuracyAtLeast());
        if (!summary.exits().isEmpty()) {
            Summary.ExitRow lowest = summary.exits().get(0);
            atLeast(failures, "share answered at " + lowest.section(), lowest.share(), checks.lowestExitShareAtLeast());
        }
        if (!summary.hops().isEmpty()) {
            Summary.Hop last = summary.hops().get(summary.hops().size() - 1);
            double ratio =
                    last.bytesPerSample() == 0 ? Double.MAX_VALUE : summary.rawBytesPerSample() / last.bytesPerSample();
            atLeast(
                    failures,
                    "raw bytes over those from " + last.from() + " to " + last.to(),
                    ratio,
                    checks.lastHopTimesFewerBytes());
        }
        Integer refusals = checks.refusedAtMost();
        if (refusals != null) {
            atMost(failures, "refused samples", unannounced(summary), refusals);
        }
        var rollout = summary.rollout();
        if (rollout != null) {
            rollout.refusals().forEach(step -> announced(failures, step));
        }
        Double rollback = checks.rollbackSecondsAtMost();
        if (rollback != null && rollout != null && rollout.rollbackSeconds() != null) {
            atMost(failures, "seconds of rolling back", rollout.rollbackSeconds(), rollback);
        }
        return failures;
    }

    /** Those that no step of the story allows for. */
    private static int unannounced(Summary summary) {
        var rollout = summary.rollout();
        return summary.refused()
                - (rollout == null
                        ? 0
                        : rollout.refusals().stream()
                                .filter(step -> step.allowedSeconds() != null)
                                .mapToInt(Refusals::samples)
                                .sum());
    }

    private static void announced(List<String> failures, Refusals step) {
        Double allowed = step.allowedSeconds();
        if (allowed != null) {
            atMost(failures, "seconds of refusals while '" + step.step() + "'", step.seconds(), allowed);
            atMost(failures, "refusals for good while '" + step.step() + "'", step.lasting(), 0);
        }
    }

    private static void atMost(List<String> failures, String what, double found, double wanted) {
        if (found > wanted) {
            failures.add(String.format(Locale.ROOT, "%s must be at most %s, found %s", what, wanted, found));
        }
    }

    private static void atLeast(List<String> failures, String what, double found, double wanted) {
        if (found < wanted) {
            failures.add(String.format(Locale.ROOT, "%s must be at least %s, found %.4f", what, wanted, found));
        }
    }
}
