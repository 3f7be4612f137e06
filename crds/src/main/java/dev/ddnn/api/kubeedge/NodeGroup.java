package dev.ddnn.api.kubeedge;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A named set of nodes of the whole cluster. A node is in one group at most, and says so with a label. */
@Group("apps.kubeedge.io")
@Version("v1alpha1")
@Kind("NodeGroup")
@Singular("nodegroup")
@Plural("nodegroups")
public class NodeGroup extends CustomResource<NodeGroupSpec, NodeGroupStatus> {
    private static final long serialVersionUID = 1L;
}
