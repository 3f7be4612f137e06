package dev.ddnn.api.v1alpha1;

/** Where a section stands to the deciding one, the lowest with a single branch. */
public enum SectionRole {
    /** Several branches; a part of each sample passes through each. */
    Below,
    /** Every part of a sample passes through it, and it chooses the revision. */
    Deciding,
    /** Sees only what no lower exit answered. */
    Above
}
