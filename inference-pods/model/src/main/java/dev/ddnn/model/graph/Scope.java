package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names known at a place of a graph, those of the graphs around it included. */
final class Scope {
    private final Set<String> own = new HashSet<>();
    private final @Nullable Scope outer;

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    boolean knows(String name) {
        for (var scope = this; scope != null; scope = scope.outer) {
            if (scope.own.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a name; false if it was known already, here or around. */
    boolean add(String name) {
        return !knows(name) && own.add(name);
    }

    /** Adds what a graph has before its first node. */
    void addInputs(GraphProto graph) {
        graph.getInputList().forEach(input -> own.add(input.getName()));
        graph.getInitializerList().forEach(tensor -> own.add(tensor.getName()));
        graph.getSparseInitializerList()
                .forEach(tensor -> own.add(tensor.getValues().getName()));
    }
}
