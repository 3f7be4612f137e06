package dev.ddnn.model.cut;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A section of a cut model.
 *
 * @param name the section's name
 * @param role where it stands to the deciding section
 * @param branches in the order of their views
 * @param exit absent: no exit
 * @param uplinkBytes payload bytes of one sample at the partition point above, all branches together, without framing
 */
public record SectionCut(
        String name,
        SectionRole role,
        List<BranchCut> branches,
        @Nullable ResolvedExit exit,
        long uplinkBytes) {
    public SectionCut {
        branches = List.copyOf(branches);
    }
}
