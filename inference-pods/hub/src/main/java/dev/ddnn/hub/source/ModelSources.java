package dev.ddnn.hub.source;

import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.ForeignText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the model that a request names: an upload, one that was fetched before, or one to fetch. */
public final class ModelSources {
    /** Group of the cache that holds fetched models. */
    public static final String MODELS = "models";

    static final String URI_FIELD = "spec.model.source.uri";
    static final String SHA256_FIELD = "spec.model.source.sha256";
    private static final String UPLOAD = "hub:";

    private final Uploads uploads;
    private final BoundedCache cache;
    private final TargetRule rule;
    private final HttpFetcher fetcher;
    private final String hubUrl;

    /**
     * @param uploads for {@code hub:NAME}
     * @param cache of fetched models
     * @param rule what may be fetched
     * @param fetcher fetches the rest
     * @param hubUrl this hub as others reach it, for the command in a message
     */
    public ModelSources(Uploads uploads, BoundedCache cache, TargetRule rule, HttpFetcher fetcher, String hubUrl) {
        this.uploads = uploads;
        this.cache = cache;
        this.rule = rule;
        this.fetcher = fetcher;
        this.hubUrl = hubUrl;
    }

    /** Whether the model has to be here already. */
    public static boolean isUpload(CutRequest.Source source) {
        return source.uri().startsWith(UPLOAD);
    }

    /** Finds the model; waits for it where it has to be fetched. */
    public SourceOutcome find(CutRequest.Source source, FetchProgress progress) {
        List<Problem> problems = problems(source);
        if (!problems.isEmpty()) {
            return new SourceOutcome.Refused(problems);
        }
        Digest digest = new Digest(source.sha256());
        try {
            if (isUpload(source)) {
                return upload(source.uri().substring(UPLOAD.length()), digest);
            }
            Optional<Path> cached = cache.use(MODELS, digest);
            return cached.isPresent()
                    ? new SourceOutcome.Found(cached.get())
                    : fetcher.fetch(URI.create(source.uri()), digest, progress);
        } catch (IOException | UncheckedIOException e) {
            return new SourceOutcome.Unavailable("cannot read the hub's own files: " + e, true);
        }
    }

    /**
     * Says what to do about a model whose file is not any more what it was when it came in, and forgets it if it can be had
     * again.
     *
     * @throws IOException if it cannot be deleted
     */
    public SourceOutcome damaged(CutRequest.Source source) throws IOException {
        Digest digest = new Digest(source.sha256());
        if (isUpload(source)) {
            String name = source.uri().substring(UPLOAD.length());
            return new SourceOutcome.Unavailable(
                    "the file of upload '%s' with %s is damaged; %s".formatted(name, digest, command(name, digest)),
                    false);
        }
        cache.drop(MODELS, digest);
        return new SourceOutcome.Unavailable(
                "the cached file with %s is damaged and was dropped; it is fetched again at the next request"
                        .formatted(digest),
                false);
    }

    private SourceOutcome upload(String name, Digest digest) throws IOException {
        Optional<Path> file = uploads.find(name, digest);
        if (file.isPresent()) {
            return new SourceOutcome.Found(file.get());
        }
        List<Digest> others = uploads.digests(name);
        String held = others.isEmpty() ? "" : " (there is %s)".formatted(others.get(others.size() - 1));
        return new SourceOutcome.Unavailable(
                "upload '%s' with %s is not here%s; %s".formatted(name, digest, held, command(name, digest)), false);
    }

    private String command(String name, Digest digest) {
        return "put it here with: curl -fT FILE '%s/v1/uploads/%s?sha256=%s'".formatted(hubUrl, name, digest.hex());
    }

    private List<Problem> problems(CutRequest.Source source) {
        List<Problem> problems = new ArrayList<>();
        uriViolation(source.uri()).ifPresent(message -> problems.add(new Problem(URI_FIELD, message)));
        if (!Digest.isHex(source.sha256())) {
            problems.add(new Problem(
                    SHA256_FIELD,
                    "must be 64 lower-case hex digits; found '%s'".formatted(ForeignText.shown(source.sha256()))));
        }
        return problems;
    }

    private Optional<String> uriViolation(String uri) {
        if (uri.startsWith(UPLOAD)) {
            String name = uri.substring(UPLOAD.length());
            return Uploads.isName(name)
                    ? Optional.empty()
                    : Optional.of("must be hub: and a DNS label of at most 63 characters; found '%s'"
                            .formatted(ForeignText.shown(uri)));
        }
        try {
            return rule.violation(new URI(uri));
        } catch (URISyntaxException e) {
            return Optional.of("must start with %s; found '%s'".formatted(rule.allowed(), ForeignText.shown(uri)));
        }
    }
}
