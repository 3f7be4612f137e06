package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the informers have. Reading costs nothing and may be a moment behind. */
public interface ClusterView {
    /** The pool, if it exists. */
    Optional<DDNNNodePool> pool(String name);

    /** Every node of the cluster. */
    List<Node> nodes();

    /** The groups that pools may take their nodes from. */
    NodeGroups nodeGroups();

    /** Labels of a namespace; empty if it is not known. */
    Map<String, String> namespaceLabels(String namespace);

    /** Quotas of a namespace. */
    List<DDNNQuota> quotas(String namespace);

    /** ConfigMaps that carry the DDNN's label in its namespace. */
    List<ConfigMap> configMaps(Identity ddnn);

    /** Services that carry the DDNN's label in its namespace. */
    List<Service> services(Identity ddnn);

    /** Deployments that carry the DDNN's label in its namespace. */
    List<Deployment> deployments(Identity ddnn);

    /** DaemonSets that carry the DDNN's label in its namespace. */
    List<DaemonSet> daemonSets(Identity ddnn);

    /** DDNNRevisions that carry the DDNN's label in its namespace. */
    List<DDNNRevision> revisions(Identity ddnn);

    /**
     * The newest word of the API on a pod of the DaemonSet that could not be made since we last wrote it, asked from the API server: it
     * stands in Events alone.
     */
    Optional<String> refusal(DaemonSet daemonSet);

    /** Pods of all DDNNs. */
    List<Pod> everyPod();

    /** Pods that carry the DDNN's label in its namespace. */
    List<Pod> pods(Identity ddnn);
}
