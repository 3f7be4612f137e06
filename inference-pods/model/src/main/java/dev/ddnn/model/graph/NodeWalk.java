package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.function.Consumer;

/** Visits every node and every graph, nested ones included. The protobuf parser bounds the depth. */
final class NodeWalk {
    private NodeWalk() {}

    static void forEach(GraphProto graph, Consumer<NodeProto> visitor) {
        forEachGraph(graph, g -> g.getNodeList().forEach(visitor));
    }

    static void forEachGraph(GraphProto graph, Consumer<GraphProto> visitor) {
        visitor.accept(graph);
        for (var node : graph.getNodeList()) {
            GraphNode.nestedGraphs(node).forEach(nested -> forEachGraph(nested, visitor));
        }
    }
}
