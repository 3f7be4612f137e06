package dev.ddnn.model.cut;

import dev.ddnn.model.graph.ConstantValues;
import dev.ddnn.model.graph.GraphNode;
import dev.ddnn.model.graph.ModelGraph;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.graph.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Below the deciding section a branch knows only whether its own views are there. So there {@code present} may be used by
 * operators that pick the columns of these views, and by nothing else: anything else would compute another answer than the
 * uncut model does.
 */
final class PresenceCheck {
    private final ModelGraph graph;
    private final Dataflow dataflow;
    private final List<ResolvedSection> sections;
    private final List<List<BranchPlan>> branches;

    PresenceCheck(
            ModelGraph graph, Dataflow dataflow, List<ResolvedSection> sections, List<List<BranchPlan>> branches) {
        this.graph = graph;
        this.dataflow = dataflow;
        this.sections = sections;
        this.branches = branches;
    }

    void check(int deciding, int views, Problems problems) {
        for (var i = 0; i < deciding; i++) {
            var wrong = new LinkedHashSet<String>();
            for (var branch : branches.get(i)) {
                CopiedNodes.with(graph, dataflow, branch.nodes).stream()
                        .mapToObj(graph.nodes()::get)
                        .filter(node -> node.needs().contains(OnnxModel.PRESENT))
                        .filter(node -> !columns(node, views)
                                .map(branch.views::containsAll)
                                .orElse(false))
                        .forEach(node -> wrong.add(node.title()));
            }
            if (!wrong.isEmpty()) {
                problems.add(
                        i,
                        ".output",
                        "%s in section %s uses %s of views that its branch does not know; use it from section %s on, or pick"
                                        .formatted(
                                                String.join(", ", wrong),
                                                Quoted.one(sections.get(i).name()),
                                                Quoted.one(OnnxModel.PRESENT),
                                                Quoted.one(
                                                        sections.get(deciding).name()))
                                + " the branch's own columns with Gather or Slice");
            }
        }
    }

    /** The columns that a node picks, if that can be told. */
    private Optional<Set<Integer>> columns(GraphNode node, int views) {
        var inputs = node.proto().getInputList();
        if (!node.captured().isEmpty() || inputs.size() < 2 || !inputs.get(0).equals(OnnxModel.PRESENT)) {
            return Optional.empty();
        }
        return switch (node.proto().getOpType()) {
            case "Gather" -> gathered(node, views);
            case "Slice" -> sliced(inputs, views);
            default -> Optional.empty();
        };
    }

    private Optional<Set<Integer>> gathered(GraphNode node, int views) {
        var axis = node.proto().getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("axis"))
                .mapToLong(attribute -> attribute.getI())
                .findFirst()
                .orElse(0);
        if (axis != 1 && axis != -1) {
            return Optional.empty();
        }
        return ConstantValues.wholeNumbers(graph, node.proto().getInput(1)).map(indices -> {
            var columns = new LinkedHashSet<Integer>();
            indices.forEach(index -> columns.add((int) (index < 0 ? index + views : index)));
            return columns;
        });
    }

    /** Slice as of operator set 10: data, starts, ends, axes, steps. */
    private Optional<Set<Integer>> sliced(List<String> inputs, int views) {
        var parameters = new ArrayList<Long>();
        for (var i = 1; i < inputs.size(); i++) {
            var values = ConstantValues.wholeNumbers(graph, inputs.get(i));
            if (values.isEmpty() || values.get().size() != 1) {
                return Optional.empty();
            }
            parameters.add(values.get().get(0));
        }
        var hasAxis = parameters.size() >= 3 && (parameters.get(2) == 1 || parameters.get(2) == -1);
        if (!hasAxis || parameters.size() > 3 && parameters.get(3) != 1) {
            return Optional.empty();
        }
        var columns = new LinkedHashSet<Integer>();
        for (var i = at(parameters.get(0), views); i < at(parameters.get(1), views); i++) {
            columns.add(i);
        }
        return Optional.of(columns);
    }

    private static int at(long position, int views) {
        return (int) Math.max(0, Math.min(views, position < 0 ? position + views : position));
    }
}
