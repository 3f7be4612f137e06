package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.DDNNUsageSpec;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.usage.Page;
import dev.ddnn.operator.plan.usage.Spot;
import dev.ddnn.operator.plan.usage.Step;
import dev.ddnn.operator.plan.usage.StoredSections;
import dev.ddnn.operator.plan.usage.StoredUsage;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** The bills in the cluster: one object for each DDNN and month, without an owner, as it outlives its DDNN. */
final class UsageObjects {
    private static final Logger LOG = Logger.getLogger(UsageObjects.class);
    private static final int SHORT_UID = 8;

    private final KubernetesClient client;

    UsageObjects(KubernetesClient client) {
        this.client = client;
    }

    /** What the object says. */
    static Page page(DDNNUsage object) {
        return StoredUsage.read(month(object), object.getStatus())
                .with(object.getSpec().sections());
    }

    /** The month of the object. */
    static YearMonth month(DDNNUsage object) {
        return YearMonth.parse(Objects.requireNonNull(object.getSpec().month(), "required by the schema"));
    }

    /**
     * Makes the bill of a DDNN that is about to get its first pods, of the month in which the DDNN was made: so a pod's use finds a bill,
     * however soon its DDNN goes, and where it is booked. One that cannot be made now is made when there is something to count.
     *
     * @param sections where they are booked, by section
     */
    void begin(DDNN ddnn, Map<String, Spot> sections) {
        ObjectMeta made = ddnn.getMetadata();
        var month = YearMonth.from(Instant.parse(made.getCreationTimestamp()).atZone(ZoneOffset.UTC));
        try {
            open(made.getNamespace(), made.getName(), made.getUid(), new Step.Open(month, sections));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warnf(
                        "bill of %s/%s is not made with it, but when there is something to count: %s",
                        made.getNamespace(), made.getName(), e.getMessage());
            }
        }
    }

    /** Makes the object of a month, still empty. */
    DDNNUsage open(String namespace, String ddnn, String uid, Step.Open open) {
        YearMonth month = open.month();
        var object = new DDNNUsage();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(ddnn + "-" + month + "-" + uid.substring(0, Math.min(SHORT_UID, uid.length())))
                .addToLabels("app.kubernetes.io/part-of", "ddnn")
                .addToLabels("app.kubernetes.io/managed-by", Labels.MANAGER)
                .addToLabels(Labels.DDNN, ddnn)
                .addToLabels(Labels.MONTH, month.toString())
                .build());
        object.setSpec(new DDNNUsageSpec(
                ddnn,
                uid,
                month.toString(),
                StoredSections.write(open.sections().values())));
        return client.resource(object).fieldValidation(Validation.IGNORE).create();
    }

    /** Writes the page if the object is still as it was read; else the API server refuses it with a conflict. */
    DDNNUsage write(DDNNUsage read, Page page, Instant now) {
        var object = new DDNNUsage();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(read.getMetadata().getNamespace())
                .withName(read.getMetadata().getName())
                .withUid(read.getMetadata().getUid())
                .withResourceVersion(read.getMetadata().getResourceVersion())
                .build());
        object.setSpec(read.getSpec());
        object.setStatus(StoredUsage.write(page, now));
        return client.resource(object).updateStatus();
    }
}
