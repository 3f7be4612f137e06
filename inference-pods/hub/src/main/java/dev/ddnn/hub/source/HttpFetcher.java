package dev.ddnn.hub.source;

import dev.ddnn.hub.access.Access;
import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.Expected;
import dev.ddnn.hub.verify.Intake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import org.jboss.logging.Logger;

/** Fetches a model over HTTPS into the cache. Size and digest are checked while the bytes come. */
public final class HttpFetcher {
    private static final Logger LOG = Logger.getLogger(HttpFetcher.class);

    private final Requests requests;
    private final FetchLimits limits;
    private final BoundedCache cache;

    /**
     * @param client must not follow redirects by itself
     * @param rule what may be asked at all
     * @param limits of size and time
     * @param cache where models go
     */
    public HttpFetcher(HttpClient client, TargetRule rule, FetchLimits limits, BoundedCache cache) {
        this.requests = new Requests(client, rule, limits);
        this.limits = limits;
        this.cache = cache;
    }

    /** Asks for something else than the model, on the way to it. */
    Requests requests() {
        return requests;
    }

    /** The time for one model, from now on. */
    FetchDeadline deadline() {
        return new FetchDeadline(limits.total());
    }

    /** Fetches a model that everybody may read; waits for it as long as the limits allow. */
    SourceOutcome fetch(URI start, Digest digest, FetchProgress progress) {
        Place place = new Place(ModelSources.MODELS, digest, progress);
        return fetch(Ask.file(start, Access.open()), place, deadline());
    }

    /** Fetches a model. */
    SourceOutcome fetch(Ask ask, Place place, FetchDeadline deadline) {
        try (Answer answer = requests.get(ask, deadline)) {
            return answer.status() == 200 ? receive(answer, place) : answer.refusal(ask.access());
        } catch (SourceFailure e) {
            return e.outcome();
        }
    }

    private SourceOutcome receive(Answer answer, Place place) {
        URI uri = answer.uri();
        long total = answer.length();
        if (total > limits.maxBytes()) {
            return tooLarge(uri);
        }
        Expected expected = new Expected(place.digest(), limits.maxBytes());
        try {
            Intake intake = cache.take(place.group(), expected, answer.body(), bytes -> place.progress()
                    .fetched(bytes, total));
            return intake.fold(
                    stored -> found(uri, place, stored),
                    mismatch -> mismatch(uri, mismatch),
                    tooLarge -> tooLarge(uri));
        } catch (IOException e) {
            return Requests.unavailable(uri, Requests.reason(e));
        }
    }

    private static SourceOutcome found(URI uri, Place place, Intake.Stored stored) {
        LOG.infof("fetched %s from %s", place.digest(), TargetRule.shown(uri));
        return new SourceOutcome.Found(stored.file());
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

    /**
     * Where a model goes to.
     *
     * @param group of the cache
     * @param digest that it must have
     * @param progress is told how far it is
     */
    record Place(String group, Digest digest, FetchProgress progress) {}
}
