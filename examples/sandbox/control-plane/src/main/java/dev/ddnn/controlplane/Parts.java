package dev.ddnn.controlplane;

/** How much of a control plane is started. */
public enum Parts {
    /**
     * etcd and kube-apiserver: schemas, validation, apply, watches, authorization. Nothing acts on objects: a deleted
     * namespace stays Terminating, owners take nothing with them, no namespace gets its default service account.
     */
    API_SERVER,
    /** kube-controller-manager and kube-scheduler as well: Deployments make pods, pods get nodes, garbage is collected. */
    ALL
}
