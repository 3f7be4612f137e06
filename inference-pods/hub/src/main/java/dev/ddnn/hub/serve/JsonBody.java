package dev.ddnn.hub.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.hub.verify.Chunks;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A JSON body of bounded size.
 *
 * @param type what it must be
 * @param maxBytes how long it may be
 * @param required fields that must be there
 */
record JsonBody<T>(Class<T> type, int maxBytes, RequiredFields required) {
    /** More than enough for a small body, however slow the link. */
    private static final Duration TIME = Duration.ofSeconds(30);

    /** Reads the body and goes on with it, or answers what is wrong with it. */
    Response read(InputStream body, Function<T, Response> then) {
        byte[] bytes;
        try {
            bytes = atMostOneTooMany(new RequestBody(body, TIME));
        } catch (IOException e) {
            return Answers.unread(400, "the body of the request could not be read: " + e.getMessage());
        }
        if (bytes.length > maxBytes) {
            return Answers.unread(413, "a %s must have at most %d bytes".formatted(type.getSimpleName(), maxBytes));
        }
        T value;
        try {
            String json = new String(bytes, StandardCharsets.UTF_8);
            JsonNode tree = tree(json);
            if (!tree.isObject()) {
                return Answers.error(400, "not a valid %s: not a JSON object".formatted(type.getSimpleName()));
            }
            List<String> missing = required.missing(tree);
            if (!missing.isEmpty()) {
                return Answers.error(
                        400, "not a valid %s: missing %s".formatted(type.getSimpleName(), String.join(", ", missing)));
            }
            value = ContractJson.read(json, type);
        } catch (IllegalArgumentException e) {
            return Answers.error(400, String.valueOf(e.getMessage()));
        }
        return then.apply(value);
    }

    private JsonNode tree(String json) {
        try {
            return ContractJson.read(json, JsonNode.class);
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage()).replaceFirst("^not a valid JsonNode: ", "");
            throw new IllegalArgumentException("not a valid %s: %s".formatted(type.getSimpleName(), reason), e);
        }
    }

    private byte[] atMostOneTooMany(Chunks chunks) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer chunk = chunks.next();
        while (chunk != null && bytes.size() <= maxBytes) {
            bytes.write(chunk.array(), chunk.arrayOffset(), Math.min(chunk.remaining(), maxBytes + 1 - bytes.size()));
            chunk = chunks.next();
        }
        return bytes.toByteArray();
    }
}
