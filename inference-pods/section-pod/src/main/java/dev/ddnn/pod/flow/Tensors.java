package dev.ddnn.pod.flow;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.model.codec.CodecException;
import dev.ddnn.model.codec.TensorCodec;
import dev.ddnn.pod.join.Joined;
import dev.ddnn.pod.sample.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which bytes of a part are which tensor. Both ends order them by the tensors' names, so no name travels.
 */
public final class Tensors {
    private static final byte[] ABSENT = {};

    private Tensors() {}

    /** The inputs that one sender gives, in the order in which a part has them; views have no sender and come from a client. */
    public static List<Port> from(BranchCut branch, String sender) {
        return branch.inputs().stream()
                .filter(port -> port.peers().isEmpty() || port.peers().contains(sender))
                .sorted(Comparator.comparing(Port::tensor))
                .toList();
    }

    /**
     * The encoded inputs of a branch by tensor name; what did not come is missing.
     *
     * @throws CodecException if a part has another number of tensors than its sender has to give
     */
    static Map<String, byte[]> inputs(BranchCut branch, Joined joined) {
        var encoded = new HashMap<String, byte[]>();
        for (Part part : joined.parts()) {
            var ports = from(branch, part.branch());
            if (ports.size() != part.tensors().size()) {
                throw new CodecException("branch '" + part.branch() + "' must send " + ports.size() + " tensors; found "
                        + part.tensors().size());
            }
            for (int i = 0; i < ports.size(); i++) {
                encoded.put(ports.get(i).tensor(), part.tensors().get(i));
            }
        }
        return encoded;
    }

    /**
     * The tensors for each branch above. A tensor that only passes through keeps its bytes, and stays absent if it is.
     *
     * @param branch whose outputs they are
     * @param encoded its inputs
     * @param computed its computed outputs
     * @throws CodecException if an encoding cannot hold a value
     */
    static Map<String, List<byte[]>> outputs(
            BranchCut branch, Map<String, byte[]> encoded, Map<String, float[]> computed) {
        var ports = branch.outputs().stream()
                .sorted(Comparator.comparing(Port::tensor))
                .toList();
        Map<String, List<byte[]>> byPeer = new TreeMap<>();
        for (Port port : ports) {
            var bytes = output(branch, port, encoded, computed);
            for (String peer : port.peers()) {
                byPeer.computeIfAbsent(peer, key -> new ArrayList<>()).add(bytes);
            }
        }
        return byPeer;
    }

    private static byte[] output(
            BranchCut branch, Port port, Map<String, byte[]> encoded, Map<String, float[]> computed) {
        var encoding = port.encoding();
        if (encoding == null || port.peers().isEmpty()) {
            return ABSENT;
        }
        var input = branch.inputs().stream()
                .filter(one -> one.tensor().equals(port.tensor()))
                .findFirst();
        if (input.isEmpty()) {
            var values = computed.get(port.tensor());
            if (values == null) {
                throw new CodecException("tensor '" + port.tensor() + "' was not computed");
            }
            return TensorCodec.of(encoding).encode(values);
        }
        var bytes = encoded.getOrDefault(port.tensor(), ABSENT);
        var before = input.get().encoding();
        if (bytes.length == 0 || before == encoding || before == null) {
            return bytes;
        }
        return TensorCodec.of(encoding).encode(TensorCodec.of(before).decode(bytes, port.size()));
    }
}
