package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The top graph of an accepted model, indexed by tensor name. */
public final class ModelGraph {
    private final List<GraphNode> nodes = new ArrayList<>();
    private final Map<String, GraphNode> producers = new LinkedHashMap<>();
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final Map<String, SparseTensorProto> sparseInitializers = new LinkedHashMap<>();
    private final Map<String, ValueInfoProto> valueInfos = new HashMap<>();
    private final List<String> inputs;

    ModelGraph(GraphProto graph) {
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        graph.getSparseInitializerList()
                .forEach(tensor -> sparseInitializers.put(tensor.getValues().getName(), tensor));
        graph.getValueInfoList().forEach(info -> valueInfos.put(info.getName(), info));
        graph.getOutputList().forEach(info -> valueInfos.put(info.getName(), info));
        graph.getInputList().forEach(info -> valueInfos.put(info.getName(), info));
        inputs = graph.getInputList().stream()
                .map(ValueInfoProto::getName)
                .filter(name -> !isInitializer(name))
                .toList();
        for (var proto : graph.getNodeList()) {
            var node = GraphNode.of(nodes.size(), proto);
            nodes.add(node);
            node.outputs().forEach(name -> producers.put(name, node));
        }
    }

    /** Nodes in the order of the file, which is topological. */
    public List<GraphNode> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** Graph inputs in their order, without those that are initializers too. */
    public List<String> inputs() {
        return inputs;
    }

    /** The node that makes a tensor; null for inputs, initializers and unknown names. */
    public @Nullable GraphNode producer(String tensor) {
        return producers.get(tensor);
    }

    /** Names of all tensors that nodes make, in topological order. */
    public List<String> produced() {
        return List.copyOf(producers.keySet());
    }

    /** Whether a tensor's values stand in the file. */
    public boolean isInitializer(String tensor) {
        return initializers.containsKey(tensor) || sparseInitializers.containsKey(tensor);
    }

    /** Values of a dense initializer. */
    public Optional<TensorProto> initializer(String tensor) {
        return Optional.ofNullable(initializers.get(tensor));
    }

    /** Values of a sparse initializer. */
    public Optional<SparseTensorProto> sparseInitializer(String tensor) {
        return Optional.ofNullable(sparseInitializers.get(tensor));
    }

    /** What the file says of a tensor's type and shape. */
    public Optional<ValueInfoProto> valueInfo(String tensor) {
        return Optional.ofNullable(valueInfos.get(tensor));
    }
}
