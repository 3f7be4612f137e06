package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.status.Reason;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Writes a status if it differs from the one that was seen, and only onto the version that was seen: a patch without a change, or over a
 * newer spec, makes the framework lose that spec's event.
 */
final class StatusPatch {
    /** While something is on its way to the pods or from the hub. */
    static final Duration SOON = Duration.ofSeconds(1);

    /** While all is well: reports are read this often, if DDNNs are few ({@link Visits#calm}). */
    static final Duration CALM = Duration.ofSeconds(5);

    /** While it is refused: an upload of the same name may have been replaced. */
    static final Duration STALLED = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(StatusPatch.class);

    private StatusPatch() {}

    static Identity identity(DDNN ddnn) {
        var metadata = ddnn.getMetadata();
        return new Identity(metadata.getNamespace(), metadata.getName(), metadata.getUid(), metadata.getGeneration());
    }

    /**
     * Writes at once and not when the framework would, so that whoever tells of it later tells of what is stored.
     *
     * @param told to be told of it, since no event will tell them
     * @param calm how long to wait while nothing is awaited that no event tells
     */
    static UpdateControl<DDNN> write(
            DDNN seen, DDNNStatus status, Context<DDNN> context, Shared<DDNN> told, Duration calm) {
        replace(seen, status, context, told);
        return UpdateControl.<DDNN>noUpdate().rescheduleAfter(pause(status, calm));
    }

    private static void replace(DDNN seen, DDNNStatus status, Context<DDNN> context, Shared<DDNN> told) {
        if (!status.equals(seen.getStatus())) {
            told.updated(seen, replaced(patch(seen, status), context));
        }
    }

    /**
     * A PUT of all of it, by the version that was seen: a status has no other writer, and to apply it server-side, as the framework would, costs
     * an API server three times as much. Nor need it warn of fields that it does not know: to do so it would read the whole text a second
     * time, as YAML.
     */
    private static DDNN replaced(DDNN patch, Context<DDNN> context) {
        return context.resourceOperations()
                .resourcePatch(
                        patch,
                        wanted -> context.getClient()
                                .resource(wanted)
                                .fieldValidation(Validation.IGNORE)
                                .updateStatus(),
                        context.eventSourceRetriever().getControllerEventSource());
    }

    /**
     * After a visit that failed, which is tried again whatever becomes of this. The framework would apply the status, and what it no longer has
     * would stay.
     */
    static ErrorStatusUpdateControl<DDNN> ofError(
            DDNN seen, DDNNStatus status, Context<DDNN> context, Shared<DDNN> told) {
        try {
            replace(seen, status, context, told);
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "cannot write the status of an error: namespace=%s name=%s: %s",
                    seen.getMetadata().getNamespace(), seen.getMetadata().getName(), e.getMessage());
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    static Duration pause(DDNNStatus status, Duration calm) {
        if (Conditions.find(status.conditions(), ConditionType.Stalled).isPresent()) {
            return calm.compareTo(STALLED) < 0 ? STALLED : calm;
        }
        // The quota wakes those that wait for it, whether or not something of theirs serves meanwhile; Kubernetes' own
        // is asked again.
        boolean queues = Conditions.find(status.conditions(), ConditionType.Reconciling)
                .filter(reconciling -> Reason.QuotaExceeded.name().equals(reconciling.getReason())
                        || Reason.ObjectsRefused.name().equals(reconciling.getReason()))
                .isPresent();
        boolean moves =
                Conditions.find(status.conditions(), ConditionType.Reconciling).isPresent();
        return moves && !queues && !isOfStartingPods(status) ? SOON : calm;
    }

    /**
     * Nothing answers yet, and pods are missing: their workloads tell when they are ready. When all are, what they report is waited for, which
     * only the hub tells.
     */
    private static boolean isOfStartingPods(DDNNStatus status) {
        return status.currentRevision() == null
                && status.sections() != null
                && status.sections().stream().anyMatch(StatusPatch::lacksPods)
                && Conditions.find(status.conditions(), ConditionType.Ready)
                        .filter(ready -> Reason.SectionsNotReady.name().equals(ready.getReason()))
                        .isPresent();
    }

    private static boolean lacksPods(SectionStatus section) {
        return section.ready() == null || section.desired() == null || section.ready() < section.desired();
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
