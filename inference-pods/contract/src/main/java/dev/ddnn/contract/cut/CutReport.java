package dev.ddnn.contract.cut;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model, cut: everything that a revision is made of.
 *
 * @param modelDigest {@code sha256:HEX} of the model file
 * @param irVersion the model's ONNX IR version
 * @param opset the model's version of the default operator set
 * @param views the graph's inputs in their order ({@code present} apart); bit i of a presence mask is view i
 * @param sections in the order of the request
 */
public record CutReport(String modelDigest, long irVersion, long opset, List<Port> views, List<SectionCut> sections) {
    public CutReport {
        views = List.copyOf(views);
        sections = List.copyOf(sections);
    }

    /**
     * @param name the section's name
     * @param role where it stands to the deciding section
     * @param branches in the order of their first view
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
}
