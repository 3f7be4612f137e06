package dev.ddnn.model.graph;

/** Element types that a view or a crossing tensor may have. */
public enum ElementType {
    /** ONNX FLOAT, FP32 in the Open Inference Protocol. */
    Float32(4, "FP32"),
    /** ONNX UINT8, UINT8 in the Open Inference Protocol: what sensors give. */
    Uint8(1, "UINT8");

    private final int bytes;
    private final String protocolName;

    ElementType(int bytes, String protocolName) {
        this.bytes = bytes;
        this.protocolName = protocolName;
    }

    /** Bytes of one element in its native, unencoded form. */
    public int bytes() {
        return bytes;
    }

    /** The data type's name in the Open Inference Protocol v2. */
    public String protocolName() {
        return protocolName;
    }
}
