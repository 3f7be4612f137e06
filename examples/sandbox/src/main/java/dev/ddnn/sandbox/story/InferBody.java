package dev.ddnn.sandbox.story;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A request of the Open Inference Protocol with binary tensors.
 *
 * @param bytes JSON, then the tensors
 * @param jsonLength length of the JSON
 */
record InferBody(byte[] bytes, int jsonLength) {
    private static final JsonFactory JSON = new JsonFactory();

    /** All views that one entry takes of one sample. */
    static InferBody of(String id, Samples samples, int sample, List<Story.View> views) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.writeStartObject();
                json.writeStringField("id", id);
                json.writeArrayFieldStart("inputs");
                for (Story.View view : views) {
                    input(json, view);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            int jsonLength = bytes.size();
            for (Story.View view : views) {
                bytes.write(samples.view(sample, view));
            }
            return new InferBody(bytes.toByteArray(), jsonLength);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    private static void input(JsonGenerator json, Story.View view) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", view.name());
        json.writeStringField("datatype", "UINT8");
        json.writeFieldName("shape");
        json.writeArray(new int[] {1, 1, view.height(), view.width()}, 0, 4);
        json.writeObjectFieldStart("parameters");
        json.writeNumberField("binary_data_size", view.size());
        json.writeEndObject();
        json.writeEndObject();
    }
}
