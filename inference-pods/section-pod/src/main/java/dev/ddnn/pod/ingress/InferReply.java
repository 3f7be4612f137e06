package dev.ddnn.pod.ingress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.telemetry.FlowMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What goes back to a client.
 *
 * @param status HTTP status
 * @param body JSON, with the scores' bytes after it if they were asked for
 * @param jsonLength length of the JSON if bytes follow; 0: none follow
 * @param retryAfterSeconds when the client may try again; 0: it is not told
 */
record InferReply(int status, byte[] body, int jsonLength, int retryAfterSeconds) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int RETRY_SECONDS = 1;

    /** How an answer is written: what the request and the revision say. */
    record Form(String model, String id, String logitsName, int views, boolean binary) {}

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static InferReply answer(Form form, Answered answer) {
        var scores = scores(answer);
        var json = json(generator -> {
            generator.writeStringField("model_name", form.model());
            generator.writeStringField("model_version", answer.revision());
            generator.writeStringField("id", form.id());
            parameters(generator, form, answer);
            output(generator, form, answer, scores.length);
        });
        if (!form.binary()) {
            return new InferReply(200, json, 0, 0);
        }
        var body = ByteBuffer.allocate(json.length + scores.length).put(json).put(scores);
        return new InferReply(200, body.array(), json.length, 0);
    }

    private static void parameters(JsonGenerator json, Form form, Answered answer) throws IOException {
        boolean degraded = answer.degraded() != DegradedReason.NOT_DEGRADED;
        json.writeObjectFieldStart("parameters");
        json.writeStringField("exit", answer.exit());
        json.writeNumberField("confidence", answer.confidence());
        json.writeStringField("revision", answer.revision());
        json.writeStringField("present", mask(answer.present(), form.views()));
        json.writeBooleanField("degraded", degraded);
        if (degraded) {
            json.writeStringField("degraded_reason", FlowMetrics.tag(answer.degraded()));
        }
        json.writeEndObject();
    }

    private static void output(JsonGenerator json, Form form, Answered answer, int bytes) throws IOException {
        json.writeArrayFieldStart("outputs");
        json.writeStartObject();
        json.writeStringField("name", form.logitsName());
        json.writeStringField("datatype", "FP32");
        json.writeFieldName("shape");
        json.writeArray(new int[] {1, answer.logits().length}, 0, 2);
        if (form.binary()) {
            json.writeObjectFieldStart("parameters");
            json.writeNumberField("binary_data_size", bytes);
            json.writeEndObject();
        } else {
            json.writeArrayFieldStart("data");
            for (float logit : answer.logits()) {
                json.writeNumber(logit);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndArray();
    }

    private static byte[] scores(Answered answer) {
        var bytes = ByteBuffer.allocate(answer.logits().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(answer.logits());
        return bytes.array();
    }

    private static String mask(int present, int views) {
        var mask = new StringBuilder(views);
        for (int view = 0; view < views; view++) {
            mask.append(present >>> view & 1);
        }
        return mask.toString();
    }

    static InferReply refusal(Refused refusal) {
        int status = status(refusal.code());
        boolean retry = status == 429 || status == 503;
        var message = "section '" + refusal.section() + "': " + refusal.message();
        var body = json(generator -> {
            generator.writeStringField("error", message);
            generator.writeStringField("code", FlowMetrics.tag(refusal.code()));
        });
        return new InferReply(status, body, 0, retry ? RETRY_SECONDS : 0);
    }

    static InferReply error(int status, String message) {
        return new InferReply(status, json(generator -> generator.writeStringField("error", message)), 0, 0);
    }

    private static int status(RefusalCode code) {
        return switch (code) {
            case OVERLOADED -> 429;
            case DEADLINE_EXCEEDED -> 504;
            case UPSTREAM_UNREACHABLE, TOO_FEW_BRANCHES, REVISION_NOT_HELD, NOT_READY, STOPPING, OUTCOME_UNKNOWN -> 503;
            case DUPLICATE -> 409;
            case INVALID -> 400;
            case INTERNAL, REFUSAL_UNSPECIFIED, UNRECOGNIZED -> 500;
        };
    }

    private static byte[] json(Body body) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** The JSON as text, for logs and tests. */
    String text() {
        return new String(body, 0, jsonLength == 0 ? body.length : jsonLength, StandardCharsets.UTF_8);
    }
}
