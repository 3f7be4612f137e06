package dev.ddnn.hub.source;

import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.hub.access.Authorities;
import dev.ddnn.hub.verify.ForeignText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.cert.CertPathBuilderException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Asks servers that are not trusted: each redirect is checked like the first address, and every wait has an end. */
final class Requests {
    static final int MAX_REDIRECTS = 5;

    private static final String UNTRUSTED =
            "; nobody whom the hub trusts vouches for its certificate: name your own authority's in "
                    + Authorities.SETTING;

    private final HttpClient client;
    private final TargetRule rule;
    private final FetchLimits limits;

    Requests(HttpClient client, TargetRule rule, FetchLimits limits) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("redirects must be followed by the fetcher, which checks each");
        }
        this.client = client;
        this.rule = rule;
        this.limits = limits;
    }

    /**
     * Asks, through all redirects.
     *
     * @return an answer with any status; the caller closes it
     * @throws SourceFailure if there is none
     */
    Answer get(Ask ask, FetchDeadline deadline) throws SourceFailure {
        URI uri = ask.uri();
        try {
            for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
                Optional<String> violation = violation(uri);
                if (violation.isPresent()) {
                    throw forbidden(ask.uri(), uri, violation.get());
                }
                Answer answer = send(ask, uri, deadline);
                Optional<String> location = location(answer);
                if (location.isEmpty()) {
                    return answer;
                }
                answer.close();
                uri = uri.resolve(new URI(location.get()));
            }
            throw failure(ask.uri(), "more than %d redirects".formatted(MAX_REDIRECTS));
        } catch (UnknownHostException e) {
            throw failure(uri, "the name '%s' does not resolve".formatted(uri.getHost()));
        } catch (IOException | IllegalArgumentException e) {
            throw failure(uri, reason(e));
        } catch (URISyntaxException e) {
            throw failure(uri, "redirects to '%s', which is no URI".formatted(ForeignText.shown(e.getInput())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(uri, "the hub is stopping");
        }
    }

    static SourceOutcome unavailable(URI uri, String reason) {
        return SourceOutcome.unavailable(
                Cause.SourceUnavailable, "cannot read %s: %s".formatted(TargetRule.shown(uri), reason));
    }

    static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private Optional<String> violation(URI uri) throws UnknownHostException {
        Optional<String> violation = rule.violation(uri);
        return violation.isPresent()
                ? violation
                : rule.violation(uri, List.of(InetAddress.getAllByName(uri.getHost())));
    }

    private Answer send(Ask ask, URI uri, FetchDeadline deadline) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", ask.accept());
        ask.access().headers(uri).forEach(request::header);
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> sent =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofPublisher());
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                    sent.get(deadline.atMost(limits.read()).toNanos(), TimeUnit.NANOSECONDS);
            TimedBody body = new TimedBody(limits.read(), deadline);
            response.body().subscribe(body);
            return new Answer(uri, response.statusCode(), response.headers(), body);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw deadline.passed()
                    ? deadline.exceeded()
                    : new IOException(
                            "no answer for %d ms".formatted(limits.read().toMillis()), e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause() == null ? e : e.getCause()) + (untrusted(e) ? UNTRUSTED : ""), e);
        }
    }

    private static boolean untrusted(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(CertPathBuilderException.class::isInstance);
    }

    private static Optional<String> location(Answer answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> answer.headers().firstValue("Location");
            default -> Optional.empty();
        };
    }

    private static SourceFailure forbidden(URI start, URI uri, String violation) {
        return new SourceFailure(SourceOutcome.refused(
                ModelSources.URI_FIELD,
                uri.equals(start)
                        ? violation
                        : "%s redirects to where the hub may not go: it %s"
                                .formatted(TargetRule.shown(start), violation)));
    }

    private static SourceFailure failure(URI uri, String reason) {
        return new SourceFailure(unavailable(uri, reason));
    }
}
