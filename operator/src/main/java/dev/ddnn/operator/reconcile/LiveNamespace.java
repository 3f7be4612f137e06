package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.observe.NamespaceReads;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * One namespace through the client.
 *
 * @param client whose rights count
 */
record LiveNamespace(KubernetesClient client, String namespace) implements NamespaceReads {
    @Override
    public List<DDNN> ddnns() {
        return client.resources(DDNN.class).inNamespace(namespace).list().getItems();
    }

    @Override
    public List<DDNNQuota> quotas() {
        return client.resources(DDNNQuota.class).inNamespace(namespace).list().getItems();
    }

    /** The bills of its DDNNs, and of those that are gone. */
    List<DDNNUsage> bills() {
        return client.resources(DDNNUsage.class).inNamespace(namespace).list().getItems();
    }

    @Override
    public List<Pod> pods() {
        return client.pods()
                .inNamespace(namespace)
                .withLabel(Labels.DDNN)
                .list()
                .getItems();
    }

    @Override
    public List<ReplicaSet> replicaSets() {
        return client.apps()
                .replicaSets()
                .inNamespace(namespace)
                .withLabel(Labels.DDNN)
                .list()
                .getItems();
    }

    @Override
    public List<Deployment> deployments() {
        return client.apps()
                .deployments()
                .inNamespace(namespace)
                .withLabel(Labels.DDNN)
                .list()
                .getItems();
    }

    @Override
    public List<DaemonSet> daemonSets() {
        return client.apps()
                .daemonSets()
                .inNamespace(namespace)
                .withLabel(Labels.DDNN)
                .list()
                .getItems();
    }

    @Override
    public List<DDNNNodePool> pools() {
        return client.resources(DDNNNodePool.class).list().getItems();
    }
}
