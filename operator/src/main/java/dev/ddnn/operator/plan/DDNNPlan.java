package dev.ddnn.operator.plan;

import dev.ddnn.operator.plan.rollout.Course;
import dev.ddnn.operator.validate.Violation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is to be done about a DDNN. */
public sealed interface DDNNPlan permits DDNNPlan.Planned, DDNNPlan.Waiting, DDNNPlan.Refused {
    /** One function per outcome. */
    <R> R fold(Function<Planned, R> planned, Function<Waiting, R> waiting, Function<Refused, R> refused);

    /**
     * Its children can be made.
     *
     * @param ddnn whose plan it is
     * @param target the spec's revision
     * @param course what each section is told of revisions
     * @param sections from the bottom
     * @param current what answers, by the words of the pods; absent: nothing yet
     * @param history revisions that stay written down, the target first
     */
    record Planned(
            Observed.Identity ddnn,
            Intent intent,
            Revision target,
            Course course,
            List<SectionPlan> sections,
            @Nullable String current,
            List<RevisionHistory.Kept> history)
            implements DDNNPlan {
        /** The revision that the deciding section is told to take, the share of a rollout apart. */
        public String answering() {
            return course.holding(target.decidingSection()).answering();
        }

        @Override
        public <R> R fold(Function<Planned, R> planned, Function<Waiting, R> waiting, Function<Refused, R> refused) {
            return planned.apply(this);
        }
    }

    /**
     * Something that it names is not there yet; what runs goes on running as it is.
     *
     * @param waits everything that it waits for, the most telling first; never empty
     */
    record Waiting(List<Wait> waits) implements DDNNPlan {
        @Override
        public <R> R fold(Function<Planned, R> planned, Function<Waiting, R> waiting, Function<Refused, R> refused) {
            return waiting.apply(this);
        }
    }

    /**
     * No retry will help until the spec, the model or a pool changes; what runs goes on running as it is.
     *
     * @param refusals all of them, the most telling first; never empty
     * @param waits what it would have to wait for besides
     */
    record Refused(List<Refusal> refusals, List<Wait> waits) implements DDNNPlan {
        /** Refused by what the spec alone shows. */
        public static Refused ofSpec(List<Violation> violations) {
            return new Refused(Refusal.all(Stage.Spec, violations), List.of());
        }

        @Override
        public <R> R fold(Function<Planned, R> planned, Function<Waiting, R> waiting, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }

    /**
     * @param stage whose word it is
     */
    record Refusal(Stage stage, Violation violation) {
        static List<Refusal> all(Stage stage, List<Violation> violations) {
            return violations.stream()
                    .map(violation -> new Refusal(stage, violation))
                    .toList();
        }
    }

    /**
     * @param message one sentence for a person
     */
    record Wait(Cause cause, String message) {}

    /** What a DDNN can wait for. */
    enum Cause {
        /** A pool that does not exist. */
        Pool,
        /** KubeEdge, whose NodeGroups a pool speaks of. */
        KubeEdge,
        /** A NodeGroup that a pool names. */
        NodeGroup,
        /** Nodes of a pool. */
        PoolNodes,
        ModelFetch,
        /** The hub itself. */
        Hub,
        /** The upload that the source names. */
        Upload,
        /** Credentials of the source that can be read and are accepted. */
        Credentials,
        /** Whoever has the model. */
        Source,
        /** That the hub takes the operator for its own. */
        Identity,
        /** The quotas of the namespace, which have not said anything yet. */
        QuotaPending,
        /** Room in a quota of the namespace. */
        QuotaExceeded,
        /** Room in a ResourceQuota of the namespace, which is Kubernetes' own. */
        NativeQuota;

        /** Whether it is about pools, and not about the model. */
        public boolean isOfPools() {
            return this == Pool || this == KubeEdge || this == NodeGroup || this == PoolNodes;
        }

        /** Whether it is about quotas. */
        public boolean isOfQuotas() {
            return this == QuotaPending || this == QuotaExceeded || this == NativeQuota;
        }
    }

    /** Who refused. */
    enum Stage {
        /** The spec in itself, or against the cut. */
        Spec,
        /** The tiers of its pools. */
        Tiers,
        /** A pool that its namespace may not use. */
        Access,
        /** The hub: the model, or its cut. */
        Model
    }
}
