package dev.ddnn.pod.section;

import dev.ddnn.model.graph.ElementType;
import java.nio.Buffer;
import java.util.List;

/**
 * One input of a branch for one sample.
 *
 * @param name of the graph input
 * @param type of its elements
 * @param shape with the batch dimension, which is 1
 * @param values a {@code ByteBuffer} for {@code Uint8}; a {@code FloatBuffer} for {@code Float32}
 */
public record NamedTensor(String name, ElementType type, List<Long> shape, Buffer values) {
    public NamedTensor {
        shape = List.copyOf(shape);
    }
}
