package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;

/** What is in one namespace now, asked from the API server each time: a ledger is not kept from what informers have. */
public interface NamespaceReads {
    /** Every DDNN. */
    List<DDNN> ddnns();

    /** Every quota. */
    List<DDNNQuota> quotas();

    /** Pods of DDNNs. */
    List<Pod> pods();

    /** ReplicaSets of DDNNs. */
    List<ReplicaSet> replicaSets();

    /** Deployments of DDNNs. */
    List<Deployment> deployments();

    /** DaemonSets of DDNNs. */
    List<DaemonSet> daemonSets();

    /** Every pool of the cluster. */
    List<DDNNNodePool> pools();
}
