package dev.ddnn.sandbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddnn.sandbox.testing.HubFront.Answer;
import dev.ddnn.sandbox.testing.HubFront.Call;
import dev.ddnn.sandbox.testing.HubFront.Hub;
import java.io.IOException;
import java.time.Duration;

/**
 * Stands before the hub and passes everything on to it, but for one thing: the hub's clock, as whoever reads reports is told it, is
 * ahead by as much as a test wants. So days pass in a moment, and hub, operator and pods are the ones that are shipped, with the
 * configuration that is shipped.
 */
public final class HubAhead implements AutoCloseable {
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECEIVED = "receivedAtMillis";

    private final HubFront front;
    private volatile Duration ahead = Duration.ZERO;

    private HubAhead(DigitsSandbox digits) throws IOException {
        front = HubFront.of(digits, this::pass);
    }

    /** Begins. Whoever is connected to the hub stays connected to it until the hub is restarted. */
    public static HubAhead of(DigitsSandbox digits) throws IOException {
        return new HubAhead(digits);
    }

    /** From now on the clock is ahead by so much. */
    public void ahead(Duration time) {
        ahead = time;
    }

    private Answer pass(Call call, Hub hub) throws IOException, InterruptedException {
        Answer answer = hub.ask(call);
        return call.isForReports("GET") && answer.status() == OK
                ? new Answer(answer.status(), answer.headers(), later(answer.body()))
                : answer;
    }

    private byte[] later(byte[] body) throws IOException {
        JsonNode answer = JSON.readTree(body);
        for (JsonNode report : answer.path("reports")) {
            if (report.hasNonNull(RECEIVED)) {
                ((ObjectNode) report).put(RECEIVED, report.get(RECEIVED).asLong() + ahead.toMillis());
            }
        }
        return JSON.writeValueAsBytes(answer);
    }

    /** The Service leads to the hub again. */
    @Override
    public void close() {
        front.close();
    }
}
