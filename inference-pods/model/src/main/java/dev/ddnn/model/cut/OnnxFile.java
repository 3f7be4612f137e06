package dev.ddnn.model.cut;

import com.google.protobuf.ByteString;
import dev.ddnn.model.graph.OnnxModel;

/** A finished ONNX file with its digest. */
public final class OnnxFile {
    private final ByteString bytes;
    private final String digest;

    OnnxFile(byte[] bytes) {
        this.bytes = ByteString.copyFrom(bytes);
        this.digest = OnnxModel.digest(bytes);
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** {@code sha256:HEX} of the content. */
    public String digest() {
        return digest;
    }

    /** Length of the content in bytes. */
    public long size() {
        return bytes.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnnxFile file && file.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return digest + " (" + size() + " bytes)";
    }
}
