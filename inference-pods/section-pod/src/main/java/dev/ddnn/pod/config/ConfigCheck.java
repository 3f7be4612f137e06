package dev.ddnn.pod.config;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pod can follow a configuration. It was written by a program, so an error here is a fault or a damaged file; the pod
 * then goes on with the last good one.
 */
public final class ConfigCheck {
    private ConfigCheck() {}

    /**
     * Everything that is wrong, one sentence each.
     *
     * @param config as read
     * @param branch name of the pod's branch; absent: the only one
     */
    public static List<String> problems(SectionConfig config, @Nullable String branch) {
        var problems = new ArrayList<String>();
        var names = config.revisions().stream().map(HeldRevision::name).toList();
        if (!names.contains(config.answering())) {
            problems.add("`answering` must be one of `revisions` " + names + "; found '" + config.answering() + "'");
        }
        if (config.deadlineMillis() <= 0) {
            problems.add("`deadlineMillis` must be above 0; found " + config.deadlineMillis());
        }
        var rollout = config.rollout();
        if (rollout != null
                && (!names.contains(rollout.target()) || rollout.target().equals(config.answering()))) {
            problems.add("`rollout.target` must be one of `revisions` " + names + " and not `answering` '"
                    + config.answering() + "'; found '" + rollout.target() + "'");
        }
        for (HeldRevision revision : config.revisions()) {
            problems.addAll(problems(config, revision, branch));
        }
        return problems;
    }

    /** The pod's own branch of a revision, if it has one. */
    public static Optional<BranchCut> ownBranch(HeldRevision revision, @Nullable String branch) {
        if (branch == null || branch.isEmpty()) {
            return revision.branches().size() == 1
                    ? Optional.of(revision.branches().get(0))
                    : Optional.empty();
        }
        return revision.branches().stream()
                .filter(cut -> cut.name().equals(branch))
                .findFirst();
    }

    private static List<String> problems(SectionConfig config, HeldRevision revision, @Nullable String branch) {
        var problems = new ArrayList<String>();
        var where = "revision '" + revision.name() + "': ";
        if (revision.views().isEmpty() || revision.views().size() > Integer.SIZE) {
            problems.add(
                    where + "`views` must be 1 to 32; found " + revision.views().size());
        }
        var own = ownBranch(revision, branch);
        if (own.isEmpty()) {
            var names = revision.branches().stream().map(BranchCut::name).toList();
            problems.add(where + "this pod's branch must be one of " + names + "; found '" + branch + "'");
        } else {
            problems.addAll(ports(config, revision, own.get(), where));
        }
        if (config.next() == null && revision.exit() == null) {
            problems.add(where + "the top section must have an `exit`");
        }
        return problems;
    }

    private static List<String> ports(SectionConfig config, HeldRevision revision, BranchCut branch, String where) {
        var problems = new ArrayList<String>();
        long senders = branch.inputs().stream()
                .flatMap(port -> port.peers().stream())
                .distinct()
                .count();
        if (senders > 1 && config.join() == null) {
            problems.add(where + "`join` must be set where " + senders + " branches meet");
        }
        for (Port input : branch.inputs()) {
            boolean view = revision.views().contains(input.tensor());
            if (!view && input.encoding() == null) {
                problems.add(where + "input '" + input.tensor() + "' must be a view or have an `encoding`");
            }
        }
        for (Port output : branch.outputs()) {
            if (output.encoding() == null
                    && config.next() != null
                    && !output.peers().isEmpty()) {
                problems.add(where + "output '" + output.tensor() + "' must have an `encoding`");
            }
        }
        return problems;
    }
}
