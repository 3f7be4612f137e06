package dev.ddnn.pod.telemetry;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.PodReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Hands one report to the hub. */
final class ReportPost {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private final URI address;
    private final HttpClient client;

    /** @param hub base address of the hub */
    ReportPost(URI hub, HttpClient client) {
        this.address = hub.resolve("/v1/reports");
        this.client = client;
    }

    /** Where it goes. */
    URI address() {
        return address;
    }

    /** Hands it over, and says what became of it. */
    Said send(PodReport report) throws InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ContractJson.write(report)))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return new Said(response.statusCode(), "it answered " + response.statusCode() + " " + response.body());
        } catch (IOException e) {
            return new Said(Said.NOTHING, String.valueOf(e.getMessage()));
        }
    }

    /**
     * @param status of the answer
     * @param why it is not a good one, if it is not
     */
    record Said(int status, String why) {
        private static final int NOTHING = 0;
        private static final int ACCEPTED = 202;

        /** The hub has it. */
        boolean taken() {
            return status / 100 == 2;
        }

        /** The hub has it, and nobody has folded it yet. */
        boolean unfolded() {
            return status == ACCEPTED;
        }

        /** The hub does not want it, and will not want it if it is asked again. */
        boolean refused() {
            return status / 100 == 4;
        }
    }
}
