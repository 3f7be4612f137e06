package dev.ddnn.pod.telemetry;

import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts by revision, in the section that chooses it: since the process began, and apart from that since it learned of the rollout
 * that is under way. A new rollout begins new counts; what was admitted under an older one does not count in it.
 */
public final class RevisionTallies {
    /** As many as a report has, so that a pod that lives long does not report every revision that it ever held. */
    private static final int KEPT = 8;

    /** Never dropped, so that the bill misses nothing of a revision that left. */
    private final RevisionTally all = new RevisionTally("");

    private volatile Map<String, RevisionTally> byRevision = Map.of();
    private volatile @Nullable RolloutTally rollout;

    /** Follows a checked configuration; to be told before any sample sees it. */
    public synchronized void follow(SectionConfig config) {
        var tallies = new TreeMap<>(byRevision);
        var listed = config.revisions().stream().map(HeldRevision::name).toList();
        if (tallies.size() > KEPT) {
            tallies.keySet().retainAll(listed);
        }
        listed.forEach(name -> tallies.computeIfAbsent(name, RevisionTally::new));
        byRevision = Map.copyOf(tallies);
        var now = config.rollout();
        var before = rollout;
        if (now == null) {
            rollout = null;
        } else if (before == null || !before.id().equals(now.id())) {
            rollout = new RolloutTally(now.id(), config.answering(), now.target());
        }
    }

    /** Counts of all revisions that there ever were. */
    public RevisionTally all() {
        return all;
    }

    /** Answers by exit since the process began, whatever revision computed them. */
    public Map<String, Long> answered() {
        return all.report().exits();
    }

    /** Counts of a revision; absent: it left long ago. */
    public @Nullable RevisionTally of(String revision) {
        return byRevision.get(revision);
    }

    /** Counts of the rollout that a configuration speaks of; absent: none, or that one is not under way any more. */
    public @Nullable RolloutTally rollout(SectionConfig config) {
        var asked = config.rollout();
        var now = rollout;
        return asked != null && now != null && now.id().equals(asked.id()) ? now : null;
    }

    /** Counts by revision, those that took a sample or are held. */
    public List<RevisionCounts> report() {
        return new TreeMap<>(byRevision)
                .values().stream().map(RevisionTally::report).toList();
    }

    /** Counts of the rollout that is under way; absent: none is. */
    public @Nullable RolloutCounts rolloutReport() {
        var now = rollout;
        return now == null ? null : now.report();
    }
}
