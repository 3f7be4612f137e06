package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.DDNNRevisionSpec;
import dev.ddnn.api.v1alpha1.Encoding;
import dev.ddnn.api.v1alpha1.RevisionBranch;
import dev.ddnn.api.v1alpha1.RevisionExit;
import dev.ddnn.api.v1alpha1.RevisionModel;
import dev.ddnn.api.v1alpha1.RevisionSection;
import dev.ddnn.api.v1alpha1.RevisionTensor;
import dev.ddnn.api.v1alpha1.SectionRole;
import dev.ddnn.api.v1alpha1.TensorType;
import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.cut.ResolvedExit;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a revision down as users read it. Nothing is lost: {@link RevisionReader} makes the same revision of it. */
final class RevisionSpecs {
    static final String SHA256 = "sha256:";

    private RevisionSpecs() {}

    /**
     * @param uri where its model came from
     * @param generation of the DDNN that stood for it first
     */
    static DDNNRevisionSpec write(Revision revision, String uri, long generation) {
        HeldRevision bottom = revision.sections().get(0).held();
        return new DDNNRevisionSpec(
                new RevisionModel(uri, hex(bottom.modelDigest())),
                generation,
                bottom.views(),
                revision.sections().stream()
                        .map(section -> section(section.name(), section.held()))
                        .toList());
    }

    private static RevisionSection section(String name, HeldRevision held) {
        return new RevisionSection(
                name,
                SectionRole.valueOf(held.role().name()),
                exit(held.exit()),
                held.branches().stream().map(RevisionSpecs::branch).toList());
    }

    private static @Nullable RevisionExit exit(@Nullable ResolvedExit exit) {
        return exit == null ? null : new RevisionExit(exit.logits(), exit.entropyBelow(), exit.classes());
    }

    private static RevisionBranch branch(BranchCut branch) {
        return new RevisionBranch(
                branch.name(),
                branch.views(),
                branch.digest() == null ? null : hex(branch.digest()),
                branch.sizeBytes(),
                tensors(branch.inputs()),
                tensors(branch.outputs()),
                branch.presentInput());
    }

    private static @Nullable List<RevisionTensor> tensors(List<Port> ports) {
        return ports.isEmpty()
                ? null
                : ports.stream().map(RevisionSpecs::tensor).toList();
    }

    private static RevisionTensor tensor(Port port) {
        return new RevisionTensor(
                port.tensor(),
                TensorType.valueOf(port.type().name()),
                port.shape().stream().map(String::valueOf).collect(Collectors.joining("x")),
                port.encoding() == null
                        ? null
                        : Encoding.valueOf(port.encoding().name()),
                port.peers().isEmpty() ? null : port.peers());
    }

    private static String hex(String digest) {
        return digest.startsWith(SHA256) ? digest.substring(SHA256.length()) : digest;
    }
}
