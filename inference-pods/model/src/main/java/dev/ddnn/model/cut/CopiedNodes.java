package dev.ddnn.model.cut;

import dev.ddnn.model.graph.GraphNode;
import dev.ddnn.model.graph.ModelGraph;
import java.util.BitSet;
import java.util.List;

/** Nodes that depend on no view: every branch that needs them gets its own copy. */
final class CopiedNodes {
    private CopiedNodes() {}

    /** Indices of a branch's own nodes and of those that it copies. */
    static BitSet with(ModelGraph graph, Dataflow dataflow, List<GraphNode> own) {
        var nodes = new BitSet();
        own.forEach(node -> nodes.set(node.index()));
        // Downwards once: whatever a node needs stands before it.
        for (var index = nodes.length() - 1; index >= 0; index = nodes.previousSetBit(index - 1)) {
            for (var need : graph.nodes().get(index).needs()) {
                var producer = graph.producer(need);
                if (producer != null && !dataflow.isSample(need)) {
                    nodes.set(producer.index());
                }
            }
        }
        return nodes;
    }
}
