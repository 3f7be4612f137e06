package dev.ddnn.trainer.export;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.ddnn.trainer.export.OnnxGraph.Node;
import dev.ddnn.trainer.export.OnnxGraph.Port;
import dev.ddnn.trainer.net.Conv;
import dev.ddnn.trainer.net.Flatten;
import dev.ddnn.trainer.net.Layer;
import dev.ddnn.trainer.net.Linear;
import dev.ddnn.trainer.net.MaxPool;
import dev.ddnn.trainer.net.NamedLayer;
import dev.ddnn.trainer.net.Norm;
import dev.ddnn.trainer.net.Relu;
import dev.ddnn.trainer.net.Sign;
import dev.ddnn.trainer.net.Stack;
import dev.ddnn.trainer.net.TensorShape;
import dev.ddnn.trainer.net.Weights;
import java.util.List;
import java.util.Optional;

/**
 * Writes layers as ONNX nodes. Tensors are named after where they are computed ({@code view3/conv2}), constants after the
 * stack they belong to ({@code device/conv2.weight}): the same stack written for several views shares its constants.
 */
final class LayerExport implements Layer.Cases<String> {

    private final Target target;
    private final FoldedLayer folded;
    private final String input;
    private final String output;

    private LayerExport(Target target, FoldedLayer folded, String input, String output) {
        this.target = target;
        this.folded = folded;
        this.input = input;
        this.output = output;
    }

    /**
     * Where nodes go.
     *
     * @param graph gets the nodes
     * @param weights gives the constants
     * @param isOutput whether the last tensor is an output of the graph
     */
    record Target(OnnxGraph graph, Weights weights, boolean isOutput) {
        void put(String output, TensorShape shape, Node node) {
            if (isOutput) {
                graph.addOutput(output, Port.floats(shape.dims()), node);
            } else {
                graph.add(output, Port.floats(shape.dims()), node);
            }
        }
    }

    /**
     * Writes a stack.
     *
     * @param place first part of the names of the tensors between its layers
     * @param input tensor that it reads
     * @param output name of its last tensor
     */
    static void write(Stack stack, String place, String input, String output, Target target) {
        List<FoldedLayer> layers = FoldedLayer.of(stack, target.weights());
        Target inner = new Target(target.graph(), target.weights(), false);
        String tensor = input;
        for (int i = 0; i < layers.size(); i++) {
            FoldedLayer next = layers.get(i);
            boolean last = i == layers.size() - 1;
            String name = last ? output : place + "/" + next.layer().shortName();
            tensor = next.layer().layer().fold(new LayerExport(last ? target : inner, next, tensor, name));
        }
    }

    /** Writes a single layer that reads a vector. */
    static String write(NamedLayer layer, String input, String output, Target target) {
        FoldedLayer alone = new FoldedLayer(layer, Optional.empty());
        return layer.layer().fold(new LayerExport(target, alone, input, output));
    }

    @Override
    public String conv(Conv layer) {
        int pad = layer.padding();
        List<Integer> window = List.of(layer.kernel(), layer.kernel());
        return put(weighted("Conv", List.of(layer.filters(), inputShape().channels(), layer.kernel(), layer.kernel()))
                .with(OnnxGraph.ints("kernel_shape", window))
                .with(OnnxGraph.ints("pads", List.of(pad, pad, pad, pad))));
    }

    @Override
    public String maxPool(MaxPool layer) {
        List<Integer> window = List.of(layer.size(), layer.size());
        return put(Node.of("MaxPool", input)
                .with(OnnxGraph.ints("kernel_shape", window))
                .with(OnnxGraph.ints("strides", window)));
    }

    @Override
    public String norm(Norm layer) {
        Affine affine = Affine.of(folded.layer(), target.weights());
        int channels = inputShape().channels();
        List<Integer> dims = inputShape().isVector() ? List.of(channels) : List.of(channels, 1, 1);
        String factor = target.graph().floats(constant("factor"), dims, affine.factors());
        String summand = target.graph().floats(constant("summand"), dims, affine.summands());
        String scaled =
                target.graph().add(output + "-scaled", Port.floats(inputShape().dims()), Node.of("Mul", input, factor));
        return put(Node.of("Add", scaled, summand));
    }

    @Override
    public String relu(Relu layer) {
        return put(Node.of("Relu", input));
    }

    @Override
    public String sign(Sign layer) {
        OnnxGraph graph = target.graph();
        // Not the operator Sign: that gives 0 for 0.
        String zero = graph.floats("sign/zero", List.of(), 0);
        String plus = graph.floats("sign/plus", List.of(), 1);
        String minus = graph.floats("sign/minus", List.of(), -1);
        Port booleans = new Port(TensorProto.DataType.BOOL, inputShape().dims());
        String positive = graph.add(output + "-positive", booleans, Node.of("GreaterOrEqual", input, zero));
        return put(Node.of("Where", positive, plus, minus));
    }

    @Override
    public String flatten(Flatten layer) {
        return put(Node.of("Flatten", input));
    }

    @Override
    public String linear(Linear layer) {
        return put(weighted("Gemm", List.of(layer.outputs(), inputShape().elements()))
                .with(OnnxGraph.integer("transB", 1)));
    }

    private Node weighted(String operator, List<Integer> dims) {
        OnnxGraph graph = target.graph();
        String weight = graph.floats(constant("weight"), dims, folded.weight(target.weights()));
        if (!folded.hasBias()) {
            return Node.of(operator, input, weight);
        }
        float[] bias = folded.bias(target.weights());
        return Node.of(operator, input, weight, graph.floats(constant("bias"), List.of(bias.length), bias));
    }

    private String constant(String suffix) {
        return folded.layer().name() + "." + suffix;
    }

    private TensorShape inputShape() {
        return folded.layer().input();
    }

    private String put(Node node) {
        target.put(output, folded.layer().output(), node);
        return output;
    }
}
