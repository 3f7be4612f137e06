package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.DDNNRevisionSpec;
import dev.ddnn.api.v1alpha1.RevisionBranch;
import dev.ddnn.api.v1alpha1.RevisionExit;
import dev.ddnn.api.v1alpha1.RevisionSection;
import dev.ddnn.api.v1alpha1.RevisionTensor;
import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutReport.SectionCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.cut.ResolvedExit;
import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.ElementType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a revision of what {@link RevisionSpecs} wrote down. */
final class RevisionReader {
    private RevisionReader() {}

    /**
     * The revision as a DDNN of that name has it.
     *
     * @throws IllegalArgumentException if something is not there that the schema requires
     */
    static Revision read(String ddnn, DDNNRevisionSpec spec) {
        List<Port> views = required(spec.views()).stream()
                .map(view -> new Port(view, ElementType.Float32, List.of(), null, List.of()))
                .toList();
        return Revision.of(
                ddnn,
                new CutReport(
                        RevisionSpecs.SHA256 + required(spec.model()).sha256(),
                        0,
                        0,
                        views,
                        required(spec.sections()).stream()
                                .map(RevisionReader::section)
                                .toList()));
    }

    private static SectionCut section(RevisionSection section) {
        return new SectionCut(
                required(section.name()),
                SectionRole.valueOf(required(section.role()).name()),
                required(section.branches()).stream()
                        .map(RevisionReader::branch)
                        .toList(),
                exit(section.exit()),
                0);
    }

    private static @Nullable ResolvedExit exit(@Nullable RevisionExit exit) {
        return exit == null
                ? null
                : new ResolvedExit(required(exit.logits()), required(exit.entropyBelow()), required(exit.classes()));
    }

    private static BranchCut branch(RevisionBranch branch) {
        return new BranchCut(
                required(branch.name()),
                required(branch.views()),
                branch.sha256() == null ? null : RevisionSpecs.SHA256 + branch.sha256(),
                required(branch.sizeBytes()),
                ports(branch.inputs()),
                ports(branch.outputs()),
                branch.presentInput());
    }

    private static List<Port> ports(@Nullable List<RevisionTensor> tensors) {
        return tensors == null
                ? List.of()
                : tensors.stream().map(RevisionReader::port).toList();
    }

    private static Port port(RevisionTensor tensor) {
        return new Port(
                required(tensor.tensor()),
                ElementType.valueOf(required(tensor.type()).name()),
                Arrays.stream(required(tensor.shape()).split("x"))
                        .map(Long::valueOf)
                        .toList(),
                tensor.encoding() == null
                        ? null
                        : Encoding.valueOf(tensor.encoding().name()),
                tensor.peers() == null ? List.of() : tensor.peers());
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a field that the schema requires is not there");
        }
        return value;
    }
}
