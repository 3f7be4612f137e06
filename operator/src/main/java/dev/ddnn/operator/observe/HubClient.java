package dev.ddnn.operator.observe;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.ReceivedReports;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the hub. A hub that is away is an answer too, never an exception: what runs must go on. */
public final class HubClient {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration REQUEST = Duration.ofSeconds(4);

    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /**
     * @param url of the hub, without a trailing slash
     */
    public HubClient(String url) {
        this.url = url;
    }

    /** The model's cut, or how far it is. */
    public CutResponse cut(CutRequest request) {
        var post = HttpRequest.newBuilder(URI.create(url + "/v1/cuts"))
                .timeout(REQUEST)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ContractJson.write(request)))
                .build();
        try {
            HttpResponse<String> response = http.send(post, BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200, 202, 422, 503 -> complete(ContractJson.read(response.body(), CutResponse.class));
                default ->
                    CutResponse.unavailable(
                            "the hub at " + url + " answered with status " + response.statusCode() + "; see its log");
            };
        } catch (IOException | IllegalArgumentException e) {
            return CutResponse.unavailable("the hub at " + url + " cannot be asked for the model: " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CutResponse.unavailable("asking the hub was interrupted");
        }
    }

    /** The newest report of each of the DDNN's pods; empty if the hub cannot be asked. */
    public Optional<ReceivedReports> reports(String namespace, String ddnn) {
        var get = HttpRequest.newBuilder(
                        URI.create(url + "/v1/reports?namespace=" + encoded(namespace) + "&ddnn=" + encoded(ddnn)))
                .timeout(REQUEST)
                .GET()
                .build();
        try {
            HttpResponse<String> response = http.send(get, BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.of(ContractJson.read(response.body(), ReceivedReports.class))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A refusal always says why, and a cut always has its report: nothing downstream needs to doubt it. */
    private CutResponse complete(CutResponse response) {
        return switch (response.state()) {
            case Cut ->
                response.report() != null
                        ? response
                        : CutResponse.unavailable("the hub at " + url + " answered without a cut report");
            case Refused ->
                response.problems().isEmpty()
                        ? CutResponse.refused(List.of(new CutResponse.Problem(
                                "spec.model", "the hub refused the model and did not say why; see its log")))
                        : response;
            case Fetching, Unavailable -> response;
        };
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
