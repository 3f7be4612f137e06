package dev.ddnn.model.graph;

import java.util.List;

/**
 * What is known of a tensor before a sample is there.
 *
 * @param name in the graph
 * @param type element type
 * @param shape dimensions; the first is the batch and stands as {@link #BATCH}, all others are positive
 */
public record TensorInfo(String name, ElementType type, List<Long> shape) {
    /** Stands for the batch dimension. */
    public static final long BATCH = -1;

    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** The shape for one sample: batch dimension 1. */
    public List<Long> sampleShape() {
        return shape.stream().map(d -> d == BATCH ? Long.valueOf(1) : d).toList();
    }
}
