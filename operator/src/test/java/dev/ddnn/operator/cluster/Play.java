package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.GatesSpec;
import dev.ddnn.api.v1alpha1.RolloutSpec;
import dev.ddnn.api.v1alpha1.StepSpec;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import java.util.List;

/** What goes on while the operator dies. */
enum Play {
    Install,
    Rollout,
    /** A gate breaks at the first step. */
    Rollback,
    /** The manifest of before, when a share of the samples takes the new model. */
    RevertHalfWay,
    /** The manifest of before, when the new model has taken over. */
    RevertAfterwards;

    private static final String OLD = "model";
    private static final String NEW = "retrained";

    /** On how many of a hundred samples the two models agree. */
    int agreement() {
        return this == Rollback ? 61 : 100;
    }

    /** Percentage of the samples that a target may come to. */
    int highestRoute() {
        return this == Rollback || this == RevertHalfWay ? 10 : 100;
    }

    /** What is there before. */
    void prepare(Life life) {
        if (this != Install) {
            life.apply(model(life, OLD, "0s"));
            life.await("before", Play::isSettled);
        }
        if (this == RevertHalfWay) {
            life.apply(model(life, NEW, "1h"));
            life.await(
                    "a share of the samples",
                    status -> status.rollout() != null
                            && Integer.valueOf(10).equals(status.rollout().percent()));
        }
        if (this == RevertAfterwards) {
            life.apply(model(life, NEW, "0s"));
            life.await("the new model", Play::isSettled);
        }
    }

    /** What the user applies. */
    DDNNSpec goal(Life life) {
        return switch (this) {
            case Install, RevertHalfWay, RevertAfterwards -> model(life, OLD, "0s");
            case Rollout, Rollback -> model(life, NEW, "0s");
        };
    }

    /** Whether it has come to its end. */
    boolean isOver(DDNNStatus status) {
        return this == Rollback ? Scene.isTrue(status, ConditionType.Stalled) && isAtRest(status) : isSettled(status);
    }

    private static boolean isSettled(DDNNStatus status) {
        return Scene.isTrue(status, ConditionType.RolledOut) && isAtRest(status);
    }

    private static boolean isAtRest(DDNNStatus status) {
        // With two of three cameras it is ready too, and rolled out; that is not its end.
        return Scene.isTrue(status, ConditionType.Ready)
                && Scene.condition(status, ConditionType.Degraded)
                        .filter(degraded -> "False".equals(degraded.getStatus()))
                        .isPresent()
                && Scene.condition(status, ConditionType.Reconciling).isEmpty();
    }

    private static DDNNSpec model(Life life, String model, String hold) {
        var gates = new GatesSpec(100, null, 95, null, null, null);
        return DDNNs.rollout(
                DDNNs.camerasGatewayCloud(life.prefix(), model, 2, "0.5"),
                new RolloutSpec(List.of(new StepSpec(10, hold), new StepSpec(50, "0s")), "10m", null, gates));
    }
}
