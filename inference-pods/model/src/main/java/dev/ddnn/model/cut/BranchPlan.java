package dev.ddnn.model.cut;

import dev.ddnn.model.graph.GraphNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A branch while it is being put together. */
final class BranchPlan {
    /** By the first view, then the second and so on. */
    static final Comparator<BranchPlan> ORDER = (a, b) -> {
        var left = List.copyOf(a.views);
        var right = List.copyOf(b.views);
        for (var i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return Integer.compare(left.get(i), right.get(i));
            }
        }
        return Integer.compare(left.size(), right.size());
    };

    /** Indices of the views that reach it. */
    final SortedSet<Integer> views = new TreeSet<>();
    /** Its own nodes, in no order. */
    final List<GraphNode> nodes = new ArrayList<>();
    /** Tensors from below (views, in the bottom section), in no order. */
    final Set<String> inputs = new LinkedHashSet<>();

    void absorb(BranchPlan other) {
        views.addAll(other.views);
        nodes.addAll(other.nodes);
        inputs.addAll(other.inputs);
    }
}
