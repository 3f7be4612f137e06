package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Views have a name that can stand in a DNS name, a type that a client can send and a fixed shape. */
final class InputCheck {
    private static final int LONGEST_NAME = 40;
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private InputCheck() {}

    static void check(GraphProto graph, List<String> problems) {
        var data = new HashSet<String>();
        graph.getInitializerList().forEach(tensor -> data.add(tensor.getName()));
        graph.getSparseInitializerList().forEach(t -> data.add(t.getValues().getName()));
        var inputs = graph.getInputList().stream()
                .filter(input -> !data.contains(input.getName()))
                .toList();
        var views = inputs.stream()
                .filter(input -> !input.getName().equals(OnnxModel.PRESENT))
                .toList();
        if (views.isEmpty() || views.size() > ModelLimits.MAX_VIEWS) {
            problems.add("the graph has %d inputs that are views, 1 to %d are allowed"
                    .formatted(views.size(), ModelLimits.MAX_VIEWS));
        }
        views.forEach(view -> checkView(view, problems));
        inputs.stream()
                .filter(input -> input.getName().equals(OnnxModel.PRESENT))
                .forEach(input -> checkPresent(input, views.size(), problems));
    }

    private static void checkView(ValueInfoProto view, List<String> problems) {
        var name = view.getName();
        if (name.length() > LONGEST_NAME || !DNS_LABEL.matcher(name).matches()) {
            problems.add(("graph input %s: a view's name must be a DNS label of at most %d characters"
                            + " (lower-case letters, digits and `-`)")
                    .formatted(Quoted.one(name), LONGEST_NAME));
        }
        var declared = new DeclaredTensor(view);
        if (declared.type().isEmpty()) {
            problems.add("graph input %s has element type %s, allowed are FLOAT and UINT8"
                    .formatted(Quoted.one(name), declared.typeName()));
        }
        declared.shapeProblem()
                .ifPresent(problem -> problems.add("graph input %s %s".formatted(Quoted.one(name), problem)));
    }

    private static void checkPresent(ValueInfoProto input, int views, List<String> problems) {
        var tensor = new DeclaredTensor(input).tensor();
        var wanted = List.of(TensorInfo.BATCH, (long) views);
        if (tensor.filter(t -> t.type() == ElementType.Float32 && t.shape().equals(wanted))
                .isEmpty()) {
            problems.add("graph input `%s` is %s %s, it must be FLOAT [N, %d]: one 0/1 per view"
                    .formatted(
                            OnnxModel.PRESENT,
                            new DeclaredTensor(input).typeName(),
                            new DeclaredTensor(input).shapeText(),
                            views));
        }
    }
}
