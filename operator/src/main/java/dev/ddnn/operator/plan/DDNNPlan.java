package dev.ddnn.operator.plan;

import dev.ddnn.operator.validate.Violation;
import java.util.List;
import java.util.function.Function;

/** What is to be done about a DDNN. */
public sealed interface DDNNPlan permits DDNNPlan.Planned, DDNNPlan.Waiting, DDNNPlan.Refused {
    /** One function per outcome. */
    <R> R fold(Function<Planned, R> planned, Function<Waiting, R> waiting, Function<Refused, R> refused);

    /**
     * Its children can be made.
     *
     * @param ddnn whose plan it is
     * @param target the spec's revision
     * @param answering the revision that the deciding section is told to take
     * @param sections from the bottom
     * @param moving not all sections are told to hold the target alone yet
     */
    record Planned(
            Observed.Identity ddnn,
            Intent intent,
            Revision target,
            String answering,
            List<SectionPlan> sections,
            boolean moving)
            implements DDNNPlan {
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
     * @param stage whose word it is
     * @param violations all of them
     */
    record Refused(Stage stage, List<Violation> violations) implements DDNNPlan {
        @Override
        public <R> R fold(Function<Planned, R> planned, Function<Waiting, R> waiting, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }

    /**
     * @param message one sentence for a person
     */
    record Wait(Cause cause, String message) {}

    /** What a DDNN can wait for. */
    enum Cause {
        Pool,
        ModelFetch,
        Hub
    }

    /** Who refused. */
    enum Stage {
        /** The spec in itself, its pools, or the spec against the cut. */
        Spec,
        /** The hub: the model, or its cut. */
        Model
    }
}
