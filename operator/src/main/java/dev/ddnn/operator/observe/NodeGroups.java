package dev.ddnn.operator.observe;

import dev.ddnn.api.kubeedge.NodeGroup;
import java.util.Optional;

/** The NodeGroups of a cluster that may or may not know what that is. */
public interface NodeGroups {
    /** Whether the cluster serves NodeGroups. */
    boolean isServed();

    /** The group, if it exists. */
    Optional<NodeGroup> group(String name);
}
