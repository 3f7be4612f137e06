package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.operator.config.WatchedNamespaces;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Says in one line which of the watched namespaces the operator may not read, before the framework fails over the first of them. A
 * namespace that does not exist cannot hold its rights, and so counts as one.
 */
public final class NamespaceAccess {
    private static final Logger LOG = Logger.getLogger(NamespaceAccess.class);
    private static final int NO_RIGHTS = 1;

    void started(@Observes StartupEvent event, WatchedNamespaces watched, KubernetesClient client) {
        Consumer<String> read = namespace -> client.resources(DDNN.class)
                .inNamespace(namespace)
                .list(new ListOptionsBuilder().withLimit(1L).build());
        problem(watched.names(), read).ifPresent(message -> {
            LOG.error(message);
            // The kubelet starts it again, later each time. No orderly end: there is nothing yet to be put in order.
            Runtime.getRuntime().halt(NO_RIGHTS);
        });
    }

    /**
     * @param read lists DDNNs of a namespace
     * @return what is wrong, for a person; empty: all can be read
     */
    static Optional<String> problem(Set<String> namespaces, Consumer<String> read) {
        String closed = namespaces.stream()
                .filter(namespace -> isForbidden(namespace, read))
                .sorted()
                .collect(Collectors.joining(", "));
        return closed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "DDNN_WATCH_NAMESPACES must name namespaces that exist and in which a RoleBinding grants the operator"
                                + " its role; found without: " + closed
                                + ". Create them, then install the operator again: operator/install/README.md");
    }

    private static boolean isForbidden(String namespace, Consumer<String> read) {
        try {
            read.accept(namespace);
            return false;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return true;
            }
            throw e;
        }
    }
}
