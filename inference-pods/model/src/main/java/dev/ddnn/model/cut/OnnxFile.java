package dev.ddnn.model.cut;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.ddnn.model.graph.OnnxModel;
import java.io.IOException;
import java.io.OutputStream;

/** A finished ONNX file with its digest. */
public final class OnnxFile {
    private final ByteString bytes;
    private final String digest;

    /** Takes the array over. */
    OnnxFile(byte[] bytes) {
        this.bytes = UnsafeByteOperations.unsafeWrap(bytes);
        this.digest = OnnxModel.digest(bytes);
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Writes the content without copying it first. */
    public void writeTo(OutputStream output) throws IOException {
        bytes.writeTo(output);
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
