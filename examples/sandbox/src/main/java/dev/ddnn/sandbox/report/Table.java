package dev.ddnn.sandbox.report;

import dev.ddnn.sandbox.report.Summary.ExitRow;
import dev.ddnn.sandbox.report.Summary.Hop;
import java.util.Locale;

/** The table that a person reads at the end. */
public final class Table {
    private final StringBuilder text = new StringBuilder();

    private Table() {}

    /** @param evidence for what is not in the summary: the way back, and the traffic to the hub */
    public static String of(Summary summary, Evidence evidence) {
        Table table = new Table();
        table.answers(summary, evidence);
        table.exits(summary);
        table.bytes(summary, evidence);
        table.latency(summary, evidence);
        if (summary.rollout() != null) {
            table.rollout(summary.rollout());
        }
        if (summary.quota() != null) {
            BillTable.of(summary.quota().bill()).forEach(line -> table.line("%s", line));
        }
        return table.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    private void answers(Summary s, Evidence evidence) {
        line("");
        line("%s: %,d samples in %.1f s", s.story(), s.samples(), evidence.seconds());
        line(
                "  answered %,d (all views %,d, degraded %,d), refused %,d",
                s.answered(), s.fullPresence(), s.degraded(), s.refused());
        line(
                "  equal to the uncut model%s in one process: %,d of %,d",
                s.rollout() == null ? "" : " of the revision that they name,", s.agreesWithUncut(), s.answered());
        line("");
    }

    private void exits(Summary s) {
        line("  %-22s %10s %10s", "exit", "share", "accuracy");
        for (ExitRow exit : s.exits()) {
            line("  %-22s %9.1f%% %10.4f", exit.section(), exit.share() * 100, exit.accuracy());
        }
        line("  %-22s %10s %10.4f", "all", "", s.accuracy());
        if (s.cloudOnly() != null) {
            line("  %-22s %10s %10.4f", "cloud only", "", s.cloudOnly().accuracy());
        }
        line("");
    }

    private void bytes(Summary s, Evidence evidence) {
        line("  %-22s %10s %10s %14s", "bytes per sample", "up", "back", "raw / up");
        for (Hop hop : s.hops()) {
            var count = evidence.streams().get(hop.to());
            line(
                    "  %-22s %10.1f %10.1f %13.1fx",
                    hop.from() + " > " + hop.to(),
                    hop.bytesPerSample(),
                    count == null ? 0.0 : (double) count.back() / Math.max(1, s.samples()),
                    hop.bytesPerSample() == 0 ? 0.0 : s.rawBytesPerSample() / hop.bytesPerSample());
        }
        line("  %-22s %10d", "raw pixels", s.rawBytesPerSample());
        var cloud = evidence.cloudOnly();
        if (s.cloudOnly() != null && cloud != null) {
            line(
                    "  %-22s %10.1f %10.1f",
                    "cloud only",
                    s.cloudOnly().bytesPerSample(),
                    (double) cloud.entry().back() / Math.max(1, cloud.outcomes().size()));
        }
        var home = evidence.home();
        if (home != null) {
            line(
                    "  %-22s %10.1f %10.1f  (reports home, whatever is fed)",
                    "pods > hub, B/s",
                    home.up() / Math.max(0.001, evidence.seconds()),
                    home.back() / Math.max(0.001, evidence.seconds()));
        }
        line("");
    }

    private void latency(Summary s, Evidence evidence) {
        line("  %-22s %10s %10s", "milliseconds", "p50", "p95");
        line(
                "  %-22s %10.1f %10.1f",
                "distributed", s.latencyMillis().p50(), s.latencyMillis().p95());
        for (ExitRow exit : s.exits()) {
            line(
                    "  %-22s %10.1f %10.1f",
                    "  exit " + exit.section(),
                    exit.latencyMillis().p50(),
                    exit.latencyMillis().p95());
        }
        var cloud = evidence.cloudOnly();
        if (s.cloudOnly() != null && cloud != null) {
            line(
                    "  %-22s %10.1f %10.1f  (the first %,d samples only: raw pixels take their time on the links)",
                    "cloud only",
                    s.cloudOnly().latencyMillis().p50(),
                    s.cloudOnly().latencyMillis().p95(),
                    cloud.outcomes().size());
        }
    }

    private void rollout(RolloutSummary r) {
        line("");
        line("  %-32s %10s %10s", "revision", "answers", "accuracy");
        r.perRevision()
                .forEach((revision, answers) -> line(
                        "  %-32s %,10d %10.4f",
                        revision, answers, r.accuracyPerRevision().getOrDefault(revision, 0.0)));
        line("  mixed %,d, refused %,d, outcome unknown to an entry %,d", r.mixed(), r.refused(), r.unknown());
        r.refusals()
                .forEach(step -> line(
                        "  refused for %.1f s while: %s (%,d samples)", step.seconds(), step.step(), step.samples()));
        var gate = r.gate();
        Double seconds = r.rollbackSeconds();
        if (gate != null && seconds != null) {
            line(
                    "  rolled back: %s measured %s, allowed %s; last answer of that revision %.1f s later",
                    gate.name(), gate.measured(), gate.allowed(), seconds);
        }
    }
}
