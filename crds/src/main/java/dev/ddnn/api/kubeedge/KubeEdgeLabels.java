package dev.ddnn.api.kubeedge;

/** Labels that KubeEdge gives to nodes. */
public final class KubeEdgeLabels {
    /** On each node that is in a {@link NodeGroup}; the value is the group's name. */
    public static final String BELONGING_TO = "apps.kubeedge.io/belonging-to";

    /** On every edge node, and the key of the taint that many give to them. */
    public static final String EDGE_ROLE = "node-role.kubernetes.io/edge";

    private KubeEdgeLabels() {}
}
