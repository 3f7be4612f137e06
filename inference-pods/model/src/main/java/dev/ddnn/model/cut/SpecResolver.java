package dev.ddnn.model.cut;

import dev.ddnn.model.cut.ResolvedSection.Listed;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.graph.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Expands globs and finds exits: from names in a spec to tensors of the graph. */
final class SpecResolver {
    private final OnnxModel model;
    private final Dataflow dataflow;
    private final Problems problems;
    private boolean complete = true;

    SpecResolver(OnnxModel model, Dataflow dataflow, Problems problems) {
        this.model = model;
        this.dataflow = dataflow;
        this.problems = problems;
    }

    /** The sections, or empty where names are missing without which nothing further can be said. */
    Optional<List<ResolvedSection>> resolve(CutSpec spec) {
        if (spec.sections().isEmpty()) {
            problems.add("spec.sections", "there must be at least one section");
            return Optional.empty();
        }
        var names = new HashSet<String>();
        var sections = new ArrayList<ResolvedSection>();
        for (var i = 0; i < spec.sections().size(); i++) {
            var section = spec.sections().get(i);
            if (!names.add(section.name())) {
                problems.add(i, ".name", "section " + Quoted.one(section.name()) + " stands twice");
            }
            var isTop = i == spec.sections().size() - 1;
            checkShape(i, section, isTop);
            sections.add(new ResolvedSection(section.name(), outputs(i, section), exit(i, section, isTop)));
        }
        return complete ? Optional.of(sections) : Optional.empty();
    }

    private void checkShape(int index, CutSpec.Section section, boolean isTop) {
        var name = Quoted.one(section.name());
        if (isTop && !section.outputs().isEmpty()) {
            problems.add(
                    index, ".output", "the top section %s has an output, but no section is above it".formatted(name));
        }
        if (isTop && section.exit() == null) {
            complete = false;
            problems.add(
                    index,
                    ".exit",
                    "the top section %s must have an exit: it answers what no exit below answered".formatted(name));
        }
        if (!isTop && section.outputs().isEmpty()) {
            complete = false;
            problems.add(
                    index, ".output", "section %s has no output: nothing would reach the next section".formatted(name));
        }
    }

    private Map<String, Listed> outputs(int index, CutSpec.Section section) {
        var found = new HashMap<String, Listed>();
        for (var k = 0; k < section.outputs().size(); k++) {
            var output = section.outputs().get(k);
            for (var pattern : output.tensors()) {
                for (var tensor : expand(index, k, pattern)) {
                    var before = found.putIfAbsent(tensor, new Listed(output.encoding(), k));
                    if (before != null && before.encoding() != output.encoding()) {
                        problems.add(
                                index,
                                ".output[" + k + "].tensors",
                                "tensor %s is listed as %s and as %s, only one encoding is allowed"
                                        .formatted(Quoted.one(tensor), before.encoding(), output.encoding()));
                    }
                }
            }
        }
        var ordered = new LinkedHashMap<String, Listed>();
        for (var tensor : dataflow.sampleTensors()) {
            var listed = found.get(tensor);
            if (listed != null) {
                ordered.put(tensor, listed);
            }
        }
        return ordered;
    }

    private List<String> expand(int index, int output, String pattern) {
        var path = ".output[" + output + "].tensors";
        var glob = new TensorGlob(pattern);
        if (!glob.isWild()) {
            var problem = tensorProblem(pattern);
            problem.ifPresent(message -> unresolved(index, path, message));
            return problem.isPresent() ? List.of() : List.of(pattern);
        }
        var matches = dataflow.sampleTensors().stream().filter(glob::matches).toList();
        if (matches.isEmpty()) {
            var hint = NearNames.hint(pattern, dataflow.sampleTensors());
            unresolved(index, path, "glob %s matches no tensor of the model%s".formatted(Quoted.one(pattern), hint));
        }
        return matches;
    }

    private void unresolved(int index, String path, String message) {
        complete = false;
        problems.add(index, path, message);
    }

    private Optional<String> tensorProblem(String tensor) {
        var graph = model.graph();
        var exists = graph.producer(tensor) != null
                || graph.isInitializer(tensor)
                || graph.inputs().contains(tensor);
        if (!exists) {
            return Optional.of("tensor %s does not exist in the model%s"
                    .formatted(Quoted.one(tensor), NearNames.hint(tensor, dataflow.sampleTensors())));
        }
        return switch (dataflow.of(tensor)) {
            case Sample -> Optional.empty();
            case Constant ->
                Optional.of("tensor %s is constant: it is copied to where it is used and cannot leave a section"
                        .formatted(Quoted.one(tensor)));
            case Presence ->
                Optional.of("tensor %s is made of %s alone: it is made where it is used and cannot leave a section"
                        .formatted(Quoted.one(tensor), Quoted.one(OnnxModel.PRESENT)));
        };
    }

    private @Nullable ResolvedExit exit(int index, CutSpec.Section section, boolean isTop) {
        var exit = section.exit();
        if (exit == null) {
            return null;
        }
        var thresholds = new ThresholdRule(model, problems);
        var problem = model.graph().inputs().contains(exit.logits())
                ? Optional.of("tensor %s is a graph input, an exit needs scores that the model makes"
                        .formatted(Quoted.one(exit.logits())))
                : tensorProblem(exit.logits());
        // What the model carries for a tensor that is no exit would be a second word on the same mistake.
        if (problem.isPresent()) {
            thresholds.resolve(index, exit, false);
            unresolved(index, ".exit.logits", problem.get());
            return null;
        }
        int classes = LogitsShape.classes(model, index, exit.logits(), problems);
        return new ResolvedExit(exit.logits(), thresholds.resolve(index, exit, !isTop && classes > 0), classes);
    }
}
