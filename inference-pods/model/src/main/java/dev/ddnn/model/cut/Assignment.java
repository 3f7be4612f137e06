package dev.ddnn.model.cut;

import dev.ddnn.model.graph.GraphNode;
import dev.ddnn.model.graph.ModelGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Which section each node belongs to: the lowest one whose listed tensors or exit need it. Since whatever a node needs is
 * then in the same section or below, data only ever flows upwards. Nodes that depend on no view belong to none: they are
 * copied. Nodes that nothing needs belong to none: they are dropped.
 */
final class Assignment {
    /** The section of a node that is copied or dropped. */
    static final int NONE = -1;

    private final ModelGraph graph;
    private final Dataflow dataflow;
    private final int[] sections;
    private final Map<String, Integer> lastNeed = new HashMap<>();

    Assignment(ModelGraph graph, Dataflow dataflow, List<ResolvedSection> resolved) {
        this.graph = graph;
        this.dataflow = dataflow;
        sections = new int[graph.nodes().size()];
        Arrays.fill(sections, NONE);
        for (var i = 0; i < resolved.size(); i++) {
            assign(i, resolved.get(i));
        }
        for (var node : graph.nodes()) {
            node.needs().forEach(need -> lastNeed.merge(need, sectionOf(node), Math::max));
        }
    }

    private void assign(int index, ResolvedSection section) {
        var needed = new HashSet<>(section.listed().keySet());
        if (section.exit() != null) {
            needed.add(section.exit().logits());
            lastNeed.merge(section.exit().logits(), index, Math::max);
        }
        var nodes = graph.nodes();
        for (var k = nodes.size() - 1; k >= 0; k--) {
            var node = nodes.get(k);
            if (sections[k] == NONE && isOwn(node) && node.outputs().stream().anyMatch(needed::contains)) {
                sections[k] = index;
                needed.addAll(node.needs());
            }
        }
    }

    private boolean isOwn(GraphNode node) {
        return node.outputs().stream().anyMatch(dataflow::isSample);
    }

    int sectionOf(GraphNode node) {
        return sections[node.index()];
    }

    /** The section that makes a tensor; 0 for a view, {@link #NONE} for what is copied or dropped. */
    int madeIn(String tensor) {
        var producer = graph.producer(tensor);
        if (producer == null) {
            return dataflow.isSample(tensor) ? 0 : NONE;
        }
        return sectionOf(producer);
    }

    /** The highest section that uses a tensor; {@link #NONE} if none does. */
    int lastNeed(String tensor) {
        return lastNeed.getOrDefault(tensor, NONE);
    }

    /** Whether a tensor leaves a section for the next one. */
    boolean crosses(String tensor, int section) {
        var made = madeIn(tensor);
        return made != NONE && made <= section && section < lastNeed(tensor);
    }

    /** Tensors that leave a section for the next one, in graph order. */
    List<String> crossing(int section) {
        return dataflow.sampleTensors().stream()
                .filter(tensor -> crosses(tensor, section))
                .toList();
    }

    /** The section's own nodes, in graph order. */
    List<GraphNode> nodes(int section) {
        var own = new ArrayList<GraphNode>();
        for (var node : graph.nodes()) {
            if (sectionOf(node) == section) {
                own.add(node);
            }
        }
        return own;
    }
}
