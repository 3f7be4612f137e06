package dev.ddnn.operator.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;

/**
 * The lease of the operators of one installation.
 *
 * @param namespace that of the operators
 * @param holder the pod that holds it while it leads
 */
record Lease(String namespace, String holder) {
    /** By this name it is in the operators' namespace, and in their Role. */
    static final String NAME = "ddnn-operator";

    /** One that was killed is followed by another after so long. */
    static final Duration DURATION = Duration.ofSeconds(15);

    /** A leader that could not renew it for so long ends: well before somebody else may lead. */
    static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

    /** How often the leader renews it and the others look at it. */
    static final Duration RETRY = Duration.ofSeconds(2);

    /** Whoever stands by may lead at once. Does nothing if somebody else holds it already. */
    void giveBack(KubernetesClient client) {
        var lease = client.leases().inNamespace(namespace).withName(NAME).get();
        if (lease == null || !Objects.equals(lease.getSpec().getHolderIdentity(), holder)) {
            return;
        }
        var released = new LeaseBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(namespace)
                        .withName(NAME)
                        .withResourceVersion(lease.getMetadata().getResourceVersion())
                        .build())
                .withNewSpec()
                .withHolderIdentity("")
                .endSpec()
                .build();
        try {
            client.resource(released).patch(PatchContext.of(PatchType.JSON_MERGE), released);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
