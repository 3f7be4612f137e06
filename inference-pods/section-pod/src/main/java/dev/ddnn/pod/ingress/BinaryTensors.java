package dev.ddnn.pod.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes after a request's JSON, taken one tensor after the other. */
final class BinaryTensors {
    private final byte[] body;
    private int position;

    BinaryTensors(byte[] body, int start) {
        this.body = body;
        this.position = start;
    }

    /** Size that the input claims to have here; negative: its data stands in the JSON. */
    static int size(JsonNode input) {
        var size = input.path("parameters").path("binary_data_size");
        if (size.isMissingNode()) {
            return -1;
        }
        // What is no size is more than any body has.
        return size.canConvertToInt() && size.isIntegralNumber() && size.intValue() >= 0
                ? size.intValue()
                : Integer.MAX_VALUE;
    }

    /** The next bytes; null if there are not so many left. */
    byte @Nullable [] take(int size) {
        if (size > left()) {
            return null;
        }
        position += size;
        return Arrays.copyOfRange(body, position - size, position);
    }

    void skip(JsonNode input) {
        position += Math.max(0, Math.min(size(input), left()));
    }

    int left() {
        return body.length - position;
    }
}
