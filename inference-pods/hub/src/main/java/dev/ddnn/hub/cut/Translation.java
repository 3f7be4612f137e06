package dev.ddnn.hub.cut;

import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.model.cut.BranchCut;
import dev.ddnn.model.cut.Cut;
import dev.ddnn.model.cut.CutProblem;
import dev.ddnn.model.cut.CutSpec;
import dev.ddnn.model.cut.Port;
import dev.ddnn.model.cut.ResolvedExit;
import dev.ddnn.model.cut.SectionCut;
import dev.ddnn.model.cut.SectionRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the model library's values and the contract's: the same names, but the library knows no contract. */
final class Translation {
    private Translation() {}

    static CutSpec spec(CutRequest request) {
        return new CutSpec(request.sections().stream()
                .map(section -> new CutSpec.Section(
                        section.name(),
                        section.outputs().stream()
                                .map(output -> new CutSpec.Output(output.tensors(), output.encoding()))
                                .toList(),
                        exit(section.exit())))
                .toList());
    }

    static CutReport report(Cut cut) {
        return new CutReport(
                cut.modelDigest(),
                cut.irVersion(),
                cut.opset(),
                ports(cut.views()),
                cut.sections().stream().map(Translation::section).toList());
    }

    static List<Problem> problems(List<CutProblem> problems) {
        return problems.stream()
                .map(problem -> new Problem(problem.field(), problem.message()))
                .toList();
    }

    private static CutSpec.@Nullable Exit exit(CutRequest.@Nullable Exit exit) {
        return exit == null ? null : new CutSpec.Exit(exit.logits(), exit.entropyBelow());
    }

    private static CutReport.SectionCut section(SectionCut section) {
        return new CutReport.SectionCut(
                section.name(),
                role(section.role()),
                section.branches().stream().map(Translation::branch).toList(),
                exit(section.exit()),
                section.uplinkBytes());
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

    private static dev.ddnn.contract.cut.@Nullable ResolvedExit exit(@Nullable ResolvedExit exit) {
        return exit == null
                ? null
                : new dev.ddnn.contract.cut.ResolvedExit(exit.logits(), exit.entropyBelow(), exit.classes());
    }

    private static dev.ddnn.contract.cut.SectionRole role(SectionRole role) {
        return switch (role) {
            case Below -> dev.ddnn.contract.cut.SectionRole.Below;
            case Deciding -> dev.ddnn.contract.cut.SectionRole.Deciding;
            case Above -> dev.ddnn.contract.cut.SectionRole.Above;
        };
    }
}
