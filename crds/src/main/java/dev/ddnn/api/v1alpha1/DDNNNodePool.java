package dev.ddnn.api.v1alpha1;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A set of nodes of one tier, of the whole cluster, that sections may run on. */
@Group("ddnn.dev")
@Version("v1alpha1")
@Kind("DDNNNodePool")
@Singular("ddnnnodepool")
@Plural("ddnnnodepools")
@ShortNames("ddnnpool")
public class DDNNNodePool extends CustomResource<DDNNNodePoolSpec, DDNNNodePoolStatus> {
    private static final long serialVersionUID = 1L;
}
