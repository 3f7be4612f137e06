package dev.ddnn.api.v1alpha1;

/** Where the nodes of a pool stand. The order is that of the data: a section never runs below the tier of the one before it. */
public enum Tier {
    /** Next to, or in, the devices that produce the data. */
    Device,
    /** Between devices and data centre, for instance at a street corner or in a factory. */
    Edge,
    /** A data centre. */
    Cloud
}
