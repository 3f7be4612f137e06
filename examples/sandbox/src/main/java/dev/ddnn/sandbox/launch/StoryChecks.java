package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.report.Summary;
import dev.ddnn.sandbox.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a story showed what it promises, for its own data. */
final class StoryChecks {
    private StoryChecks() {}

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
        return failures;
    }

    private static void atLeast(List<String> failures, String what, double found, double wanted) {
        if (found < wanted) {
            failures.add(String.format(Locale.ROOT, "%s must be at least %s, found %.4f", what, wanted, found));
        }
    }
}
