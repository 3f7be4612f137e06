package dev.ddnn.api.v1alpha1;

/** On which nodes of its pool a section runs. */
public enum Placement {
    /** As many pods as the section needs, each on a node that is chosen for it. */
    Assigned,
    /** One pod on each node of the pool, nodes that join later included: a fleet of equal devices. */
    EveryNode
}
