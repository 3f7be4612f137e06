package dev.ddnn.model.cut;

/** Where a section stands to the deciding section, the lowest one with a single branch. */
public enum SectionRole {
    /** Several branches, no exit; a part of a sample passes through each. */
    Below,
    /** Every part of a sample passes through it; it chooses the revision and may hold the lowest exit. */
    Deciding,
    /** Sees only samples that no lower exit answered. */
    Above
}
