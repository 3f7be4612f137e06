package dev.ddnn.sandbox.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an entry replied.
 *
 * @param status HTTP status; 0: there was no reply
 * @param verdict with 200 only
 * @param error what it said otherwise
 * @param code of a refusal, for programs
 */
record Reply(
        int status,
        @Nullable Verdict verdict,
        @Nullable String error,
        @Nullable String code) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String UNKNOWN = "outcome-unknown";
    private static final int TOO_LATE = 504;

    static Reply lost(String why) {
        return new Reply(0, null, why, null);
    }

    static Reply parse(int status, byte[] body) throws IOException {
        JsonNode json = MAPPER.readTree(body);
        if (status != 200) {
            return new Reply(
                    status,
                    null,
                    json.path("error").asText("status " + status),
                    json.path("code").asText(null));
        }
        JsonNode parameters = json.path("parameters");
        JsonNode data = json.path("outputs").path(0).path("data");
        float[] logits = new float[data.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) data.get(i).asDouble();
        }
        JsonNode reason = parameters.path("degraded_reason");
        return new Reply(
                status,
                new Verdict(
                        parameters.path("exit").asText(),
                        parameters.path("confidence").asDouble(),
                        parameters.path("revision").asText(),
                        parameters.path("present").asText(),
                        parameters.path("degraded").asBoolean(),
                        reason.isMissingNode() ? null : reason.asText(),
                        logits),
                null,
                null);
    }

    /** Whether the entry said no, for now: overload, or a refusal that may be tried again. */
    boolean isRefusal() {
        return status == 429 || status == 503;
    }

    /** Whether the entry said that it does not know what became of the sample: others may have been answered. */
    boolean isUnknown() {
        return UNKNOWN.equals(code);
    }

    /** Whether the sample may have been answered although this is no answer: it got lost, or came too late. */
    boolean isUntold() {
        return status == 0 || status == TOO_LATE || isUnknown();
    }

    /** Whether a client may try again: overload, or a refusal that says so. */
    boolean isRetryable() {
        return isRefusal() || status == 0;
    }
}
