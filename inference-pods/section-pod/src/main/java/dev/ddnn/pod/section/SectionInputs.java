package dev.ddnn.pod.section;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.model.codec.CodecException;
import dev.ddnn.model.codec.TensorCodec;
import dev.ddnn.model.graph.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Encoded parts back to the tensors of a graph. A tensor that did not come, or came empty, is absent: it becomes zeros, and the
 * model learns of it from its {@code present} input.
 */
public final class SectionInputs {
    private SectionInputs() {}

    /**
     * The inputs of a branch.
     *
     * @param branch whose inputs they are
     * @param encoded by tensor name; absent ones missing or empty
     * @param present bit i: view i stands behind the sample
     * @param views number of views of the model
     * @throws CodecException if bytes do not fit their tensor
     */
    public static List<NamedTensor> rebuild(BranchCut branch, Map<String, byte[]> encoded, int present, int views) {
        var tensors = new ArrayList<NamedTensor>();
        for (Port port : branch.inputs()) {
            tensors.add(tensor(port, encoded.getOrDefault(port.tensor(), new byte[0])));
        }
        var name = branch.presentInput();
        if (name != null) {
            tensors.add(presence(name, present, views));
        }
        return tensors;
    }

    private static NamedTensor tensor(Port port, byte[] bytes) {
        if (port.type() == ElementType.Uint8) {
            return new NamedTensor(port.tensor(), port.type(), port.shape(), raw(port, bytes, 1));
        }
        var encoding = port.encoding();
        FloatBuffer values;
        if (bytes.length == 0) {
            values = FloatBuffer.allocate(port.size());
        } else if (encoding == null) {
            values =
                    raw(port, bytes, Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        } else {
            values = FloatBuffer.wrap(TensorCodec.of(encoding).decode(bytes, port.size()));
        }
        return new NamedTensor(port.tensor(), port.type(), port.shape(), values);
    }

    private static ByteBuffer raw(Port port, byte[] bytes, int width) {
        if (bytes.length == 0) {
            return ByteBuffer.allocate(port.size() * width);
        }
        if (bytes.length != port.size() * width) {
            throw new CodecException("tensor '" + port.tensor() + "' must have " + port.size() * width
                    + " bytes; found " + bytes.length);
        }
        return ByteBuffer.wrap(bytes);
    }

    private static NamedTensor presence(String name, int present, int views) {
        var values = new float[views];
        for (int view = 0; view < views; view++) {
            values[view] = (present >>> view & 1) == 1 ? 1f : 0f;
        }
        return new NamedTensor(name, ElementType.Float32, List.of(1L, (long) views), FloatBuffer.wrap(values));
    }
}
