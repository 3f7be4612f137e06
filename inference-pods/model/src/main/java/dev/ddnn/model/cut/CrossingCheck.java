package dev.ddnn.model.cut;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.DeclaredTensor;
import dev.ddnn.model.graph.ElementType;
import dev.ddnn.model.graph.GraphNode;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.graph.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What crosses a partition point is float, of known shape, and fits its encoding. */
final class CrossingCheck {
    private final OnnxModel model;
    private final Assignment assignment;
    private final List<ResolvedSection> sections;
    private final List<List<BranchPlan>> branches;

    CrossingCheck(
            OnnxModel model, Assignment assignment, List<ResolvedSection> sections, List<List<BranchPlan>> branches) {
        this.model = model;
        this.assignment = assignment;
        this.sections = sections;
        this.branches = branches;
    }

    void check(Problems problems) {
        var signs = new SignProof(model.graph(), absence());
        for (var i = 0; i < sections.size(); i++) {
            // Problem by problem, so that six alike branches make one message and not six.
            var tensors = new LinkedHashMap<CutProblem, List<String>>();
            for (var entry : sections.get(i).listed().entrySet()) {
                var tensor = entry.getKey();
                var listed = entry.getValue();
                problem(i, tensor, listed.encoding(), signs).ifPresent(message -> tensors.computeIfAbsent(
                                new CutProblem(listed.path(), message), k -> new ArrayList<>())
                        .add(tensor));
            }
            for (var entry : tensors.entrySet()) {
                var problem = entry.getKey();
                problems.add(i, problem.field(), Quoted.some(entry.getValue()) + ": " + problem.message());
            }
        }
    }

    private Optional<String> problem(int section, String tensor, Encoding encoding, SignProof signs) {
        var info = model.graph().valueInfo(tensor);
        if (info.isEmpty()) {
            return Optional.of(
                    "the model declares no type and shape (value_info), which a tensor that leaves a section needs");
        }
        var declared = new DeclaredTensor(info.get());
        if (declared.type().filter(type -> type == ElementType.Float32).isEmpty()) {
            return Optional.of("element type is %s, only FLOAT can leave a section".formatted(declared.typeName()));
        }
        if (declared.shapeProblem().isPresent()) {
            return declared.shapeProblem();
        }
        if (encoding != Encoding.Binary) {
            return Optional.empty();
        }
        if (!signs.holds(tensor)) {
            return Optional.of(
                    "encoding Binary needs values that are -1 or 1 by construction: made by Where(condition, 1, -1) and operators"
                            + " that only move values, in the section itself where branches join");
        }
        return wasRounded(section, tensor)
                ? Optional.of(
                        "encoding Binary cannot follow Int8 from the section below, which does not keep -1 and 1 exact")
                : Optional.empty();
    }

    private boolean wasRounded(int section, String tensor) {
        var encodings = new Encodings(sections);
        for (var i = assignment.madeIn(tensor); i < section; i++) {
            if (sections.get(i).listed().containsKey(tensor) && encodings.above(i, tensor) == Encoding.Int8) {
                return true;
            }
        }
        return false;
    }

    /** A tensor may be absent where a branch has more views than the branch that made the tensor. */
    private BiPredicate<String, GraphNode> absence() {
        var makers = new HashMap<String, BranchPlan>();
        var users = new HashMap<Integer, BranchPlan>();
        branches.forEach(section -> section.forEach(branch -> branch.nodes.forEach(node -> {
            users.put(node.index(), branch);
            node.outputs().forEach(output -> makers.put(output, branch));
        })));
        return (tensor, node) -> differ(makers, tensor, users.get(node.index()));
    }

    private static boolean differ(Map<String, BranchPlan> makers, String tensor, @Nullable BranchPlan user) {
        var maker = makers.get(tensor);
        return maker != null && user != null && !maker.views.equals(user.views);
    }
}
