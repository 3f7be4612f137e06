package dev.ddnn.operator.plan;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutReport.SectionCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.NamedExit;
import java.util.List;
import java.util.Optional;

/**
 * An immutable, fully resolved version of a DDNN, as its sections hold it. Its name is a hash of its content: the same content
 * has the same name, also after a revert and in another operator.
 *
 * @param name {@code <ddnn>-<8 hex digits>}
 * @param sections from the bottom
 */
public record Revision(String name, List<Section> sections) {
    public Revision {
        sections = List.copyOf(sections);
    }

    /**
     * @param name of the section
     * @param held what its pods are told
     */
    public record Section(String name, HeldRevision held) {}

    /** The revision that a cut is for a DDNN of that name. */
    public static Revision of(String ddnn, CutReport cut) {
        List<NamedExit> exits = cut.sections().stream()
                .flatMap(section -> Optional.ofNullable(section.exit()).stream()
                        .map(exit -> new NamedExit(section.name(), exit.logits())))
                .toList();
        String content = ContractJson.write(cut.sections().stream()
                .map(section -> section("", cut, section, exits))
                .toList());
        String name = ddnn + "-" + ContractJson.hash(content).substring(0, 8);
        return new Revision(
                name,
                cut.sections().stream()
                        .map(section -> section(name, cut, section, exits))
                        .toList());
    }

    /** What the section of that name holds. */
    public HeldRevision held(String section) {
        return sections.stream()
                .filter(candidate -> candidate.name().equals(section))
                .findFirst()
                .orElseThrow()
                .held();
    }

    /** The lowest section with a single branch: it chooses the revision that answers. */
    public String decidingSection() {
        return sections.stream()
                .filter(section -> section.held().role() == SectionRole.Deciding)
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static Section section(String name, CutReport cut, SectionCut section, List<NamedExit> exits) {
        List<String> views = cut.views().stream().map(Port::tensor).toList();
        return new Section(
                section.name(),
                new HeldRevision(
                        name, cut.modelDigest(), views, section.role(), section.branches(), section.exit(), exits));
    }
}
