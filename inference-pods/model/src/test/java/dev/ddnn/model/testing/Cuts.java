package dev.ddnn.model.testing;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.cut.BranchCut;
import dev.ddnn.model.cut.Cut;
import dev.ddnn.model.cut.CutRefused;
import dev.ddnn.model.cut.CutSpec;
import dev.ddnn.model.cut.Cutter;
import dev.ddnn.model.cut.SectionCut;
import dev.ddnn.model.graph.OnnxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Short words for specs and for what came of them. */
public final class Cuts {
    private final List<CutSpec.Section> sections = new ArrayList<>();
    private final OnnxModel model;

    private Cuts(OnnxModel model) {
        this.model = model;
    }

    public static Cuts of(OnnxModel model) {
        return new Cuts(model);
    }

    /** Adds a section with Float32 outputs and no exit. */
    public Cuts section(String name, String... tensors) {
        return section(name, null, Encoding.Float32, tensors);
    }

    /** Adds a section with an exit at threshold 0.5 and Float32 outputs. */
    public Cuts exiting(String name, String logits, String... tensors) {
        return section(name, new CutSpec.Exit(logits, "0.5"), Encoding.Float32, tensors);
    }

    public Cuts section(String name, CutSpec.Exit exit, Encoding encoding, String... tensors) {
        var outputs = tensors.length == 0
                ? List.<CutSpec.Output>of()
                : List.of(new CutSpec.Output(List.of(tensors), encoding));
        return section(new CutSpec.Section(name, outputs, exit));
    }

    public Cuts section(CutSpec.Section section) {
        sections.add(section);
        return this;
    }

    /** The cut; fails with the problems if it was refused. */
    public Cut cut() {
        return Cutter.cut(model, new CutSpec(sections)).fold(cut -> cut, refused -> {
            throw new AssertionError("refused: " + refused.problems());
        });
    }

    /** The problems as {@code field: message}; fails if it was not refused. */
    public List<String> problems() {
        return Cutter.cut(model, new CutSpec(sections))
                .<List<String>>fold(
                        cut -> {
                            throw new AssertionError("cut, though a refusal was expected: " + describe(cut));
                        },
                        Cuts::describe);
    }

    /** One line per branch: {@code section(role)/branch[views]: inputs -> outputs}. */
    public static List<String> describe(Cut cut) {
        return cut.sections().stream()
                .flatMap(section -> section.branches().stream().map(branch -> line(section, branch)))
                .toList();
    }

    private static List<String> describe(CutRefused refused) {
        return refused.problems().stream()
                .map(p -> p.field() + ": " + p.message())
                .toList();
    }

    private static String line(SectionCut section, BranchCut branch) {
        var inputs = branch.inputs().stream()
                .map(port -> port.tensor() + from(port.peers()))
                .toList();
        var outputs = branch.outputs().stream()
                .map(port -> port.tensor() + to(port.peers()))
                .toList();
        return Stream.of(
                        section.name() + "(" + section.role() + ")/" + branch.name()
                                + (branch.file() == null ? "*" : "") + ":",
                        String.join(" ", inputs),
                        "->",
                        String.join(" ", outputs))
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    private static String from(List<String> peers) {
        return peers.isEmpty() ? "" : "<" + String.join(",", peers);
    }

    private static String to(List<String> peers) {
        return peers.isEmpty() ? "" : ">" + String.join(",", peers);
    }
}
