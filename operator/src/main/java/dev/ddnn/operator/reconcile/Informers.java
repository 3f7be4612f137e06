package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import jakarta.inject.Singleton;

/** What more than one reconciler of an operator looks at: it is watched once. */
@Singleton
public final class Informers {
    /** The reconciler of DDNNs watches these. */
    final Shared<DDNN> ddnns = new Shared<>("DDNNs");

    /** Those of DDNNs; the reconciler of DDNNs watches them. */
    final Shared<Pod> pods = new Shared<>("pods");

    /** The reconciler of DDNNs watches these. */
    final Shared<Node> nodes = new Shared<>("nodes");

    /** Their own reconciler watches these. */
    final Shared<DDNNNodePool> pools = new Shared<>("pools");

    final NodeGroupWatch nodeGroups;

    public Informers(NodeGroupWatch nodeGroups) {
        this.nodeGroups = nodeGroups;
    }
}
