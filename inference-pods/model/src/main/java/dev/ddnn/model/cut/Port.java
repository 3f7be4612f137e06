package dev.ddnn.model.cut;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.codec.TensorCodec;
import dev.ddnn.model.graph.ElementType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor at the edge of a branch.
 *
 * @param tensor its name in the graph
 * @param type element type
 * @param shape for one sample, batch dimension 1 included
 * @param encoding on the wire; absent for a view, which a client sends in its native type
 * @param peers for an input: the branches of the section below that send it (one); for an output: the branches of the
 *     section above that take it; empty for a view
 */
public record Port(
        String tensor,
        ElementType type,
        List<Long> shape,
        @Nullable Encoding encoding,
        List<String> peers) {
    public Port {
        shape = List.copyOf(shape);
        peers = List.copyOf(peers);
    }

    /** Number of values in the tensor. */
    public int size() {
        return Math.toIntExact(shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact));
    }

    /** Bytes of one sample's tensor, encoded; of a view, in its native type. */
    public int bytes() {
        return encoding == null
                ? Math.multiplyExact(size(), type.bytes())
                : TensorCodec.of(encoding).encodedBytes(size());
    }
}
