package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** What the informers have for the status of pools. Reading costs nothing and may be a moment behind. */
public interface PoolView {
    /** Every pool. */
    List<DDNNNodePool> pools();

    /** Every node of the cluster. */
    List<Node> nodes();

    /** The groups that pools may take their nodes from. */
    NodeGroups nodeGroups();

    /** Pods of every DDNN. */
    List<Pod> pods();
}
