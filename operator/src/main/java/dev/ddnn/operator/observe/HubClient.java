package dev.ddnn.operator.observe;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.LastReports;
import dev.ddnn.contract.report.LastReports.LastReport;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hub. A hub that is away is an answer too, never an exception: what runs must go on. A token, if there is one, goes along
 * where the hub wants to know who asks; it is read for each request, since it is renewed while this runs.
 */
public final class HubClient {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    /** The hub needs up to two seconds for its answer, and up to two to find out who asks. */
    private static final Duration REQUEST = Duration.ofSeconds(5);

    /** Visits and bills ask the same; who looks at the hub's callers can tell them apart. */
    private static final String FOR_A_VISIT = "ddnn-operator (visit)";

    private static final String FOR_A_BILL = "ddnn-operator (bill)";

    private final String url;
    private final @Nullable Path token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /**
     * @param url of the hub, without a trailing slash
     * @param token file with the token by which the operator proves itself; absent: the hub is believed not to ask for one
     */
    public HubClient(String url, @Nullable Path token) {
        this.url = url;
        this.token = token;
    }

    /** The model's cut, or how far it is. */
    public CutResponse cut(CutRequest request) {
        var post = post("/v1/cuts", request);
        return prove(post)
                .map(why -> CutResponse.unavailable(CutResponse.Cause.OperatorRefused, why))
                .orElseGet(() -> send(post.build()));
    }

    private HttpRequest.Builder post(String path, Object body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(REQUEST)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ContractJson.write(body)));
    }

    /** Adds the token, or says why there is none. */
    private Optional<String> prove(HttpRequest.Builder request) {
        if (token != null) {
            try {
                request.header(
                        "Authorization", "Bearer " + Files.readString(token).strip());
            } catch (IOException | IllegalArgumentException e) {
                return Optional.of(noToken(token, e));
            }
        }
        return Optional.empty();
    }

    private CutResponse send(HttpRequest post) {
        try {
            HttpResponse<String> response = http.send(post, BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200, 202, 422, 503 -> complete(ContractJson.read(response.body(), CutResponse.class));
                case 401, 403 -> refused(response);
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

    /** For a bill, the newest report of each of the DDNN's pods; empty if the hub cannot be asked. */
    public Optional<ReceivedReports> reports(String namespace, String ddnn) {
        return begun(reportsOf(namespace, ddnn), FOR_A_BILL, ReceivedReports.class)
                .join();
    }

    /** The same for a visit, asked while something else is; it never fails, and comes within seconds. */
    CompletableFuture<Optional<ReceivedReports>> begunReports(String namespace, String ddnn) {
        return begun(reportsOf(namespace, ddnn), FOR_A_VISIT, ReceivedReports.class);
    }

    private static String reportsOf(String namespace, String ddnn) {
        return "/v1/reports?namespace=" + encoded(namespace) + "&ddnn=" + encoded(ddnn);
    }

    /** The last reports of pods that wait until they are folded; none if the hub cannot be asked, or is too old to know. */
    public List<LastReport> lastReports() {
        return begun("/v1/reports/last", FOR_A_BILL, LastReports.class)
                .join()
                .map(LastReports::reports)
                .orElse(List.of());
    }

    /**
     * Says that these are folded: their pods may go.
     *
     * @return why the hub did not take it; empty: it did
     */
    public Optional<String> folded(List<LastReport> reports) {
        var post = post("/v1/reports/folded", new LastReports(reports));
        Optional<String> noToken = prove(post);
        if (noToken.isPresent()) {
            return noToken;
        }
        try {
            HttpResponse<String> response = http.send(post.build(), BodyHandlers.ofString());
            return response.statusCode() / 100 == 2
                    ? Optional.empty()
                    : Optional.of("it answered with status " + response.statusCode() + ": " + said(response.body()));
        } catch (IOException e) {
            return Optional.of(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("asking it was interrupted");
        }
    }

    private <T> CompletableFuture<Optional<T>> begun(String path, String agent, Class<T> type) {
        var get = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(REQUEST)
                .header("User-Agent", agent)
                .GET()
                .build();
        return http.sendAsync(get, BodyHandlers.ofString()).handle((response, failure) -> read(response, type));
    }

    private static <T> Optional<T> read(@Nullable HttpResponse<String> response, Class<T> type) {
        if (response == null || response.statusCode() != 200) {
            return Optional.empty();
        }
        try {
            return Optional.of(ContractJson.read(response.body(), type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private CutResponse refused(HttpResponse<String> response) {
        return CutResponse.unavailable(
                CutResponse.Cause.OperatorRefused,
                "the hub at %s does not take this operator for its own (%d): %s"
                        .formatted(url, response.statusCode(), said(response.body())));
    }

    /** In the hub's words, if it was the hub who answered. */
    private static String said(String body) {
        try {
            String message = ContractJson.read(body, CutResponse.class).message();
            return message == null ? "it does not say why; see its log" : message;
        } catch (IllegalArgumentException e) {
            return "the answer is not the hub's; see what DDNN_HUB_URL leads to";
        }
    }

    private static String noToken(Path file, Exception e) {
        String why = e instanceof IOException ? e.toString() : "it holds no token";
        return "DDNN_HUB_TOKEN_FILE must name a file with a service account token for the audience 'ddnn-hub', as operator/install mounts it; '%s' cannot be used: %s"
                .formatted(file, why);
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
