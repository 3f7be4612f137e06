package dev.ddnn.pod.testing;

import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.NamedExit;
import dev.ddnn.model.cut.BranchCut;
import dev.ddnn.model.cut.Cut;
import dev.ddnn.model.cut.Port;
import dev.ddnn.model.cut.SectionCut;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What hub and operator make of a cut: files by digest, and each section's part of a revision. */
public final class CutConfigs {
    private CutConfigs() {}

    /** All files by digest. */
    public static Map<String, byte[]> files(Cut cut) {
        var files = new TreeMap<String, byte[]>();
        for (SectionCut section : cut.sections()) {
            for (BranchCut branch : section.branches()) {
                if (branch.file() != null) {
                    files.put(branch.digest(), branch.file().bytes());
                }
            }
        }
        return files;
    }

    /** One section's part of a revision. */
    public static HeldRevision revision(String name, Cut cut, int section) {
        var made = cut.sections().get(section);
        var exits = cut.sections().stream()
                .filter(one -> one.exit() != null)
                .map(one -> new NamedExit(one.name(), one.exit().logits()))
                .toList();
        var exit = made.exit() == null
                ? null
                : new dev.ddnn.contract.cut.ResolvedExit(
                        made.exit().logits(),
                        made.exit().entropyBelow(),
                        made.exit().classes());
        return new HeldRevision(
                name,
                cut.modelDigest(),
                cut.views().stream().map(Port::tensor).toList(),
                SectionRole.valueOf(made.role().name()),
                made.branches().stream().map(CutConfigs::branch).toList(),
                exit,
                exits);
    }

    private static dev.ddnn.contract.cut.BranchCut branch(BranchCut branch) {
        return new dev.ddnn.contract.cut.BranchCut(
                branch.name(),
                branch.views(),
                branch.digest(),
                branch.sizeBytes(),
                ports(branch.inputs()),
                ports(branch.outputs()),
                branch.presentInput());
    }

    private static List<dev.ddnn.contract.cut.Port> ports(List<Port> ports) {
        return ports.stream()
                .map(port -> new dev.ddnn.contract.cut.Port(
                        port.tensor(), port.type(), port.shape(), port.encoding(), port.peers()))
                .toList();
    }
}
