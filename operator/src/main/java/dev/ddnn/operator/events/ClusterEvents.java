package dev.ddnn.operator.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.net.HttpURLConnection;

/** Events of the cluster that a client is connected to. */
public final class ClusterEvents implements EventSink {
    private final KubernetesClient client;

    public ClusterEvents(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public void create(Event event) {
        try {
            client.resource(event).fieldValidation(Validation.IGNORE).create();
        } catch (KubernetesClientException e) {
            // The client repeats a request whose reply was lost: then the first one has made it.
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
