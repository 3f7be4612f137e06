package dev.ddnn.operator.plan;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.plan.Observed.Pool;
import java.util.List;

/**
 * What becomes of one section.
 *
 * @param intent what the user wants of it
 * @param pool that it runs on
 * @param layout how its pods are made
 * @param branches of the target revision and where they run; a layout other than {@link Layout#PodPerBranch} has one, without a node
 * @param quorum how many of its branches must be there for an answer
 * @param config what its pods are told
 */
public record SectionPlan(
        Intent.Section intent,
        Pool pool,
        Layout layout,
        List<BranchAssignment> branches,
        int quorum,
        SectionConfig config) {
    public SectionPlan {
        branches = List.copyOf(branches);
    }

    /** How the pods of a section are made. */
    public enum Layout {
        /** One Deployment per branch, each bound to its node. */
        PodPerBranch,
        /** One pod, since the parts of a sample must meet in it. */
        SinglePod,
        /** A Deployment of any number of equal pods. */
        Replicated,
        /** A DaemonSet: a copy on each node of the pool, which answers for its own samples. */
        PodPerNode
    }

    public String name() {
        return intent.name();
    }

    /** The text of the section's configuration. */
    public String configText() {
        return ContractJson.write(config);
    }

    /** What pods that follow the configuration report. */
    public String configHash() {
        return ContractJson.hash(configText());
    }
}
