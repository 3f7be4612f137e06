package dev.ddnn.model.testing;

import java.util.List;

/** Small networks of the shapes that the design names. */
public final class Networks {
    private Networks() {}

    /** {@code x -> h1 -> h2 -> logits}, with an early exit {@code early} at h1. */
    public static GraphBuilder chain() {
        var graph = new GraphBuilder().view("x", 4);
        layer(graph, "x", "h1", 4);
        layer(graph, "h1", "early", 3);
        layer(graph, "h1", "h2", 4);
        layer(graph, "h2", "logits", 3);
        return graph;
    }

    /**
     * {@code views} cameras with shared weights and ±1 features of 4 values each, scores per camera, a gateway that joins them
     * by concatenation after masking, and a cloud:
     * {@code view*}, {@code view*\/features}, {@code view*\/scores}, {@code local/logits}, {@code gateway/features},
     * {@code gateway/logits}, {@code cloud/logits}, {@code present}.
     */
    public static GraphBuilder cameras(int views) {
        var graph = new GraphBuilder();
        for (var i = 0; i < views; i++) {
            graph.view("view" + i, 3);
        }
        graph.input("present", GraphBuilder.FLOAT, -1, views);
        weights(graph, "camera/w", 3, 4);
        weights(graph, "scores/w", 4, 3);
        graph.floats("one", List.of(), 1).floats("minus", List.of(), -1).floats("zero", List.of(), 0);
        for (var i = 0; i < views; i++) {
            camera(graph, "view" + i);
        }
        join(graph, views);
        layer(graph, "gateway/features", "cloud/h", 4);
        layer(graph, "cloud/h", "cloud/logits", 3);
        return graph;
    }

    private static void camera(GraphBuilder graph, String view) {
        graph.node("MatMul", view + "/pre", view, "camera/w").shape(view + "/pre", 4);
        sign(graph, view + "/pre", view + "/features", 4);
        graph.node("MatMul", view + "/scores", view + "/features", "scores/w").shape(view + "/scores", 3);
    }

    private static void join(GraphBuilder graph, int views) {
        var scores = new String[views];
        var features = new String[views];
        for (var i = 0; i < views; i++) {
            scores[i] = "view" + i + "/scores";
            features[i] = "view" + i + "/features";
        }
        graph.node("Max", "local/max", scores).shape("local/max", 3);
        layer(graph, "local/max", "local/logits", 3);
        graph.node("Concat", "gateway/all", GraphBuilder.integer("axis", 1), features)
                .shape("gateway/all", 4L * views);
        layer(graph, "gateway/all", "gateway/h", 4);
        graph.node("ReduceSum", "count", GraphBuilder.integer("keepdims", 1), "present", "axis")
                .longs("axis", 1);
        graph.node("Div", "gateway/scaled", "gateway/h", "count").shape("gateway/scaled", 4);
        sign(graph, "gateway/scaled", "gateway/features", 4);
        layer(graph, "gateway/scaled", "gateway/logits", 3);
    }

    /** Four cameras; two edges that each join two of them and look at their own presence; a cloud that joins the edges. */
    public static GraphBuilder edges() {
        var graph = new GraphBuilder();
        for (var i = 0; i < 4; i++) {
            graph.view("view" + i, 3);
        }
        graph.input("present", GraphBuilder.FLOAT, -1, 4).longs("axis", 1);
        graph.floats("one", List.of(), 1).floats("minus", List.of(), -1).floats("zero", List.of(), 0);
        for (var i = 0; i < 4; i++) {
            layer(graph, "view" + i, "view" + i + "/h", 4);
            sign(graph, "view" + i + "/h", "view" + i + "/features", 4);
        }
        for (var i = 0; i < 2; i++) {
            edge(graph, "edge" + i, 2 * i);
        }
        graph.node("Concat", "joined", GraphBuilder.integer("axis", 1), "edge0/mean", "edge1/mean")
                .shape("joined", 8);
        layer(graph, "joined", "cloud/logits", 3);
        return graph;
    }

    private static void edge(GraphBuilder graph, String edge, int first) {
        graph.longs(edge + "/columns", first, first + 1)
                .node("Gather", edge + "/present", GraphBuilder.integer("axis", 1), "present", edge + "/columns")
                .node("ReduceSum", edge + "/count", GraphBuilder.integer("keepdims", 1), edge + "/present", "axis")
                .node("Add", edge + "/sum", "view" + first + "/features", "view" + (first + 1) + "/features")
                .shape(edge + "/sum", 4)
                .node("Div", edge + "/mean", edge + "/sum", edge + "/count")
                .shape(edge + "/mean", 4);
    }

    /** {@code to = Where(from >= 0, 1, -1)}; needs the initializers one, minus and zero. */
    public static void sign(GraphBuilder graph, String from, String to, long width) {
        graph.node("GreaterOrEqual", to + "/positive", from, "zero")
                .declare(to + "/positive", 9, -1, width)
                .node("Where", to, to + "/positive", "one", "minus")
                .shape(to, width);
    }

    /** {@code to = Tanh(from x w)}, with its own weights. */
    public static void layer(GraphBuilder graph, String from, String to, long width) {
        var inputWidth = graph.width(from);
        weights(graph, to + "/w", inputWidth, width);
        graph.node("MatMul", to + "/sum", from, to + "/w")
                .shape(to + "/sum", width)
                .node("Tanh", to, to + "/sum")
                .shape(to, width);
    }

    private static void weights(GraphBuilder graph, String name, long rows, long columns) {
        var random = new java.util.Random(name.hashCode());
        var values = new float[(int) (rows * columns)];
        for (var i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        graph.floats(name, List.of(rows, columns), values);
    }
}
