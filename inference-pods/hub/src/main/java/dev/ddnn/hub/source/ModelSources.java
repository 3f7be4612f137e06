package dev.ddnn.hub.source;

import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.ForeignText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    private final RemoteSources remote;
    private final UploadCommand command;

    /**
     * @param uploads for {@code hub:NAME}
     * @param cache of fetched models
     * @param remote fetches the rest
     * @param hubUrl this hub as others reach it, for the command in a message
     */
    public ModelSources(Uploads uploads, BoundedCache cache, RemoteSources remote, String hubUrl) {
        this.uploads = uploads;
        this.cache = cache;
        this.remote = remote;
        this.command = new UploadCommand(hubUrl);
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
            Optional<Path> cached = cache.use(group(source), digest);
            return cached.isPresent()
                    ? new SourceOutcome.Found(cached.get())
                    : remote.fetch(source, new HttpFetcher.Place(group(source), digest, progress));
        } catch (IOException | UncheckedIOException e) {
            return SourceOutcome.unavailable(null, "cannot read the hub's own files: " + e);
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
            return SourceOutcome.missing(
                    Cause.UploadMissing,
                    "the file of upload '%s' with %s is damaged; %s".formatted(name, digest, command(name, digest)));
        }
        cache.drop(group(source), digest);
        return SourceOutcome.missing(
                null,
                "the cached file with %s is damaged and was dropped; it is fetched again at the next request"
                        .formatted(digest));
    }

    private SourceOutcome upload(String name, Digest digest) throws IOException {
        Optional<Path> file = uploads.find(name, digest);
        if (file.isPresent()) {
            return new SourceOutcome.Found(file.get());
        }
        List<Digest> others = uploads.digests(name);
        String held = others.isEmpty() ? "" : " (there is %s)".formatted(others.get(others.size() - 1));
        return SourceOutcome.missing(
                Cause.UploadMissing,
                "upload '%s' with %s is not here%s; %s".formatted(name, digest, held, command(name, digest)));
    }

    private String command(String name, Digest digest) {
        return "put it here with: " + command.line(name, digest);
    }

    private List<Problem> problems(CutRequest.Source source) {
        List<Problem> problems = new ArrayList<>();
        uriViolation(source.uri()).ifPresent(message -> problems.add(new Problem(URI_FIELD, message)));
        if (isUpload(source) && source.credentials() != null) {
            problems.add(new Problem(
                    "spec.model.source.credentialsSecretRef",
                    "must not be set for an upload, which needs no credentials"));
        }
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
        return remote.violation(uri);
    }

    /**
     * Where a fetched model is cached. What was fetched with a Secret is found again only by those who name the same address and
     * the same Secret of the same namespace: a digest is no secret, and so no proof that somebody may have the bytes.
     */
    private static String group(CutRequest.Source source) {
        CutRequest.SecretRef secret = source.credentials();
        if (secret == null) {
            return MODELS;
        }
        String whose = "%s/%s %s".formatted(secret.namespace(), secret.name(), source.uri());
        return MODELS + "-" + Digest.of(whose.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
