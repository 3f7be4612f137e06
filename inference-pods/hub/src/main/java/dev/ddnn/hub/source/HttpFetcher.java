package dev.ddnn.hub.source;

import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.Expected;
import dev.ddnn.hub.verify.ForeignText;
import dev.ddnn.hub.verify.Intake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a model over HTTPS into the cache. The server is not trusted: each redirect is checked like the first URI, size and
 * digest are checked while the bytes come, and every wait has an end.
 */
public final class HttpFetcher {
    static final int MAX_REDIRECTS = 5;

    private final HttpClient client;
    private final TargetRule rule;
    private final FetchLimits limits;
    private final BoundedCache cache;

    /**
     * @param client must not follow redirects by itself
     * @param rule what may be asked at all
     * @param limits of size and time
     * @param cache where models go
     */
    public HttpFetcher(HttpClient client, TargetRule rule, FetchLimits limits, BoundedCache cache) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("redirects must be followed by the fetcher, which checks each");
        }
        this.client = client;
        this.rule = rule;
        this.limits = limits;
        this.cache = cache;
    }

    /** Fetches the model; waits for it as long as the limits allow. */
    public SourceOutcome fetch(URI start, Digest digest, FetchProgress progress) {
        FetchDeadline deadline = new FetchDeadline(limits.total());
        URI uri = start;
        try {
            for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
                Optional<String> violation = violation(uri);
                if (violation.isPresent()) {
                    return forbidden(start, uri, violation.get());
                }
                HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = ask(uri, deadline);
                Optional<String> location = location(response);
                if (location.isEmpty()) {
                    return receive(uri, response, digest, progress, deadline);
                }
                discard(response, deadline);
                uri = uri.resolve(new URI(location.get()));
            }
            return unavailable(start, "more than %d redirects".formatted(MAX_REDIRECTS));
        } catch (UnknownHostException e) {
            return unavailable(uri, "the name '%s' does not resolve".formatted(uri.getHost()));
        } catch (IOException e) {
            return unavailable(uri, reason(e));
        } catch (URISyntaxException e) {
            return unavailable(uri, "redirects to '%s', which is no URI".formatted(ForeignText.shown(e.getInput())));
        } catch (IllegalArgumentException e) {
            return unavailable(uri, reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable(uri, "the hub is stopping");
        }
    }

    private Optional<String> violation(URI uri) throws UnknownHostException {
        Optional<String> violation = rule.violation(uri);
        return violation.isPresent()
                ? violation
                : rule.violation(uri, List.of(InetAddress.getAllByName(uri.getHost())));
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(URI uri, FetchDeadline deadline)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/octet-stream, */*")
                .build();
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher());
        try {
            return answer.get(deadline.atMost(limits.read()).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw deadline.passed()
                    ? deadline.exceeded()
                    : new IOException(
                            "no answer for %d ms".formatted(limits.read().toMillis()), e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private SourceOutcome receive(
            URI uri,
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response,
            Digest digest,
            FetchProgress progress,
            FetchDeadline deadline)
            throws IOException {
        try (TimedBody body = subscribe(response, deadline)) {
            if (response.statusCode() != 200) {
                return unavailable(uri, "answered %d instead of 200".formatted(response.statusCode()));
            }
            long total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            if (total > limits.maxBytes()) {
                return tooLarge(uri);
            }
            Expected expected = new Expected(digest, limits.maxBytes());
            Intake intake = cache.take(ModelSources.MODELS, expected, body, bytes -> progress.fetched(bytes, total));
            return intake.fold(
                    stored -> new SourceOutcome.Found(stored.file()),
                    mismatch -> mismatch(uri, mismatch),
                    tooLarge -> tooLarge(uri));
        }
    }

    private void discard(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response, FetchDeadline deadline) {
        subscribe(response, deadline).close();
    }

    private TimedBody subscribe(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response, FetchDeadline deadline) {
        TimedBody body = new TimedBody(limits.read(), deadline);
        response.body().subscribe(body);
        return body;
    }

    private static Optional<String> location(HttpResponse<?> response) {
        return switch (response.statusCode()) {
            case 301, 302, 303, 307, 308 -> response.headers().firstValue("Location");
            default -> Optional.empty();
        };
    }

    private static SourceOutcome forbidden(URI start, URI uri, String violation) {
        return SourceOutcome.refused(
                ModelSources.URI_FIELD,
                uri.equals(start)
                        ? violation
                        : "%s redirects to where the hub may not go: it %s"
                                .formatted(TargetRule.shown(start), violation));
    }

    private static SourceOutcome mismatch(URI uri, Intake.Mismatch mismatch) {
        return SourceOutcome.refused(
                ModelSources.SHA256_FIELD,
                "must be the digest of the model; %s has '%s', expected '%s'"
                        .formatted(
                                TargetRule.shown(uri),
                                mismatch.found().hex(),
                                mismatch.expected().hex()));
    }

    private SourceOutcome tooLarge(URI uri) {
        return SourceOutcome.refused(
                ModelSources.URI_FIELD,
                "must lead to a model of at most %d bytes (DDNN_HUB_MAX_MODEL_SIZE); %s is larger"
                        .formatted(limits.maxBytes(), TargetRule.shown(uri)));
    }

    private static SourceOutcome unavailable(URI uri, String reason) {
        return new SourceOutcome.Unavailable("cannot read %s: %s".formatted(TargetRule.shown(uri), reason), true);
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
