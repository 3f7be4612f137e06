package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.DDNNUsageSpec;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.usage.Page;
import dev.ddnn.operator.plan.usage.StoredUsage;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Objects;

/** The bills in the cluster: one object for each DDNN and month, without an owner, as it outlives its DDNN. */
final class UsageObjects {
    private static final int SHORT_UID = 8;

    private final KubernetesClient client;

    UsageObjects(KubernetesClient client) {
        this.client = client;
    }

    /** What the object says. */
    static Page page(DDNNUsage object) {
        return StoredUsage.read(month(object), object.getStatus());
    }

    /** The month of the object. */
    static YearMonth month(DDNNUsage object) {
        return YearMonth.parse(Objects.requireNonNull(object.getSpec().month(), "required by the schema"));
    }

    /** Makes the object of a month, still empty. */
    DDNNUsage open(String namespace, String ddnn, String uid, YearMonth month) {
        var object = new DDNNUsage();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(ddnn + "-" + month + "-" + uid.substring(0, Math.min(SHORT_UID, uid.length())))
                .addToLabels("app.kubernetes.io/part-of", "ddnn")
                .addToLabels("app.kubernetes.io/managed-by", Labels.MANAGER)
                .addToLabels(Labels.DDNN, ddnn)
                .addToLabels(Labels.MONTH, month.toString())
                .build());
        object.setSpec(new DDNNUsageSpec(ddnn, uid, month.toString()));
        return client.resource(object).create();
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
