package dev.ddnn.pod.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.model.graph.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Reads one input of a request; what is wrong goes to the list of problems. */
final class TensorReader {
    private static final byte[] NOTHING = {};
    private final Port port;
    private final String where;
    private final List<String> problems;

    TensorReader(Port port, String where, List<String> problems) {
        this.port = port;
        this.where = where;
        this.problems = problems;
    }

    byte[] read(JsonNode input, BinaryTensors binary) {
        int before = problems.size();
        checkType(input.path("datatype"));
        checkShape(input.path("shape"));
        int claimed = BinaryTensors.size(input);
        var bytes = claimed >= 0 ? binary(claimed, binary) : values(input.path("data"));
        return problems.size() == before ? bytes : NOTHING;
    }

    private void checkType(JsonNode node) {
        var expected = port.type().protocolName();
        if (!node.asText("").equals(expected)) {
            problems.add("`" + where + ".datatype` must be '" + expected + "'; found '" + node.asText("") + "'");
        }
    }

    private void checkShape(JsonNode node) {
        var expected = port.shape().toString().replace(" ", "");
        if (!node.toString().equals(expected)) {
            problems.add("`" + where + ".shape` must be " + expected + "; found "
                    + (node.isMissingNode() ? "none" : node.toString()));
        }
    }

    private byte[] binary(int claimed, BinaryTensors binary) {
        int expected = port.size() * port.type().bytes();
        var bytes = binary.take(claimed);
        if (claimed != expected) {
            problems.add("`" + where + ".parameters.binary_data_size` must be " + expected + "; found " + claimed);
            return NOTHING;
        }
        if (bytes == null) {
            problems.add("`" + where + "` must have " + expected + " bytes after the JSON; the body ends after "
                    + binary.left());
            return NOTHING;
        }
        return bytes;
    }

    private byte[] values(JsonNode data) {
        if (!data.isArray()) {
            problems.add("`" + where + ".data` must be a list of numbers");
            return NOTHING;
        }
        var buffer = ByteBuffer.allocate(port.size() * port.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int count = append(data, buffer, 0);
        if (count >= 0 && count != port.size()) {
            problems.add("`" + where + ".data` must have " + port.size() + " values; found " + count);
        }
        return buffer.array();
    }

    /** Appends nested lists in order; the number of values, or -1 after a value that does not fit. */
    private int append(JsonNode list, ByteBuffer buffer, int before) {
        int count = before;
        for (JsonNode node : list) {
            if (node.isArray()) {
                count = append(node, buffer, count);
            } else if (fits(node)) {
                count++;
                put(node, buffer);
            } else {
                problems.add("`" + where + ".data` must have " + allowed() + "; found " + node);
                return -1;
            }
            if (count < 0) {
                return count;
            }
        }
        return count;
    }

    private String allowed() {
        return switch (port.type()) {
            case Uint8 -> "whole numbers from 0 to 255";
            case Float32 -> "numbers";
        };
    }

    private boolean fits(JsonNode node) {
        return port.type() == ElementType.Uint8
                ? node.isInt() && node.intValue() >= 0 && node.intValue() <= 255
                : node.isNumber();
    }

    private void put(JsonNode node, ByteBuffer buffer) {
        if (buffer.remaining() < port.type().bytes()) {
            return;
        }
        if (port.type() == ElementType.Uint8) {
            buffer.put((byte) node.intValue());
        } else {
            buffer.putFloat(node.floatValue());
        }
    }
}
