package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.List;

/** From bytes to a protobuf message, telling apart what is no model from what is half of one. */
final class ModelFile {
    private ModelFile() {}

    static ModelProto read(byte[] bytes) throws ModelRefusedException {
        if (bytes.length == 0) {
            throw refused("the file is empty, an ONNX model was expected");
        }
        checkFields(bytes);
        try {
            // Weights stay where they are instead of being copied: a model may take most of the heap.
            var input = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
            input.enableAliasing(true);
            var model = ModelProto.parseFrom(input);
            input.checkLastTagWas(0);
            if (!model.hasGraph()) {
                throw refused("the file is not an ONNX model: it has no graph");
            }
            return model;
        } catch (IOException e) {
            throw refused("the file is damaged: " + bytes.length
                    + " bytes that look like an ONNX model cannot be read (" + e.getMessage() + ")");
        }
    }

    /** Walks over the fields of the outermost message only. */
    private static void checkFields(byte[] bytes) throws ModelRefusedException {
        var input = CodedInputStream.newInstance(bytes);
        var first = true;
        try {
            while (!input.isAtEnd()) {
                var tag = input.readTag();
                var field = ModelProto.getDescriptor().findFieldByNumber(WireFormat.getTagFieldNumber(tag));
                if (first && (field == null || wireType(field) != WireFormat.getTagWireType(tag))) {
                    throw refused("the file is not an ONNX model: its first bytes are not the beginning of one");
                }
                first = false;
                skip(input, tag, bytes.length, field == null ? "unknown field" : field.getName());
            }
        } catch (IOException e) {
            throw refused("the file is truncated or not an ONNX model: after " + input.getTotalBytesRead() + " of "
                    + bytes.length + " bytes there is no readable field");
        }
    }

    private static int wireType(FieldDescriptor field) {
        return field.isRepeated()
                ? WireFormat.WIRETYPE_LENGTH_DELIMITED
                : field.getLiteType().getWireType();
    }

    private static void skip(CodedInputStream input, int tag, int total, String field)
            throws IOException, ModelRefusedException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            input.skipField(tag);
            return;
        }
        var length = input.readRawVarint32();
        var left = total - input.getTotalBytesRead();
        if (length < 0 || length > left) {
            throw refused("the file is truncated: its field `%s` announces %s bytes, only %d of the file's %d are left"
                    .formatted(field, Integer.toUnsignedString(length), left, total));
        }
        input.skipRawBytes(length);
    }

    private static ModelRefusedException refused(String problem) {
        return new ModelRefusedException(List.of(problem));
    }
}
