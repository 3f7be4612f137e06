package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.launch.HubClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.URI;

/** The hub of a cluster through a port of this machine. */
final class HubForward implements AutoCloseable {
    private final LocalPortForward forward;

    /** @param namespace of the hub */
    HubForward(KubernetesClient client, String namespace) {
        forward = client.services().inNamespace(namespace).withName("hub").portForward(HubClient.PORT);
    }

    HubClient hub() {
        return new HubClient(URI.create("http://127.0.0.1:" + forward.getLocalPort()));
    }

    @Override
    public void close() throws IOException {
        forward.close();
    }
}
