package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.status.Reason;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;

/**
 * Writes a status if it differs from the one that was seen, and only onto the version that was seen: a patch without a change, or over a
 * newer spec, makes the framework lose that spec's event.
 */
final class StatusPatch {
    /** While something is on its way to the pods or from the hub. */
    static final Duration SOON = Duration.ofSeconds(1);

    /** While all is well: reports are read this often. */
    static final Duration CALM = Duration.ofSeconds(5);

    /** While it is refused: an upload of the same name may have been replaced. */
    static final Duration STALLED = Duration.ofSeconds(10);

    private StatusPatch() {}

    static Identity identity(DDNN ddnn) {
        var metadata = ddnn.getMetadata();
        return new Identity(metadata.getNamespace(), metadata.getName(), metadata.getUid(), metadata.getGeneration());
    }

    /**
     * Writes at once and not when the framework would, so that whoever tells of it later tells of what is stored.
     *
     * @param told to be told of it, since no event will tell them
     */
    static UpdateControl<DDNN> write(DDNN seen, DDNNStatus status, Context<DDNN> context, Shared<DDNN> told) {
        if (!status.equals(seen.getStatus())) {
            told.updated(seen, context.resourceOperations().serverSideApplyPrimaryStatus(patch(seen, status)));
        }
        return UpdateControl.<DDNN>noUpdate().rescheduleAfter(pause(status));
    }

    static ErrorStatusUpdateControl<DDNN> ofError(DDNN seen, DDNNStatus status) {
        return status.equals(seen.getStatus())
                ? ErrorStatusUpdateControl.noStatusUpdate()
                : ErrorStatusUpdateControl.patchStatus(patch(seen, status));
    }

    private static Duration pause(DDNNStatus status) {
        if (Conditions.find(status.conditions(), ConditionType.Stalled).isPresent()) {
            return STALLED;
        }
        // The quota wakes those that wait for it, whether or not something of theirs serves meanwhile; Kubernetes' own
        // is asked again.
        boolean queues = Conditions.find(status.conditions(), ConditionType.Reconciling)
                .filter(reconciling -> Reason.QuotaExceeded.name().equals(reconciling.getReason())
                        || Reason.ObjectsRefused.name().equals(reconciling.getReason()))
                .isPresent();
        if (queues) {
            return CALM;
        }
        return Conditions.find(status.conditions(), ConditionType.Reconciling).isPresent() ? SOON : CALM;
    }

    private static DDNN patch(DDNN seen, DDNNStatus status) {
        var patch = new DDNN();
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(seen.getMetadata().getNamespace())
                .withName(seen.getMetadata().getName())
                .withResourceVersion(seen.getMetadata().getResourceVersion())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
