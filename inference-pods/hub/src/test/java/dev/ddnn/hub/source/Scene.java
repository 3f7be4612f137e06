package dev.ddnn.hub.source;

import dev.ddnn.contract.cut.CutRequest.SecretRef;
import dev.ddnn.contract.cut.CutRequest.Source;
import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.hub.access.S3Defaults;
import dev.ddnn.hub.secret.SecretOutcome;
import dev.ddnn.hub.secret.SecretReader;
import dev.ddnn.hub.secret.SecretValues;
import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.VerifiedFolder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sources with an empty cache, and Secrets that a test puts there. */
public final class Scene {
    /** The namespace of the Secrets. */
    public static final String NAMESPACE = "city";

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Map<String, SecretValues> secrets = new HashMap<>();
    private final ModelSources sources;

    /**
     * @param directory for uploads and cache
     * @param tls of servers to trust; absent: those that everybody trusts
     */
    public Scene(Path directory, @Nullable SSLContext tls) throws IOException {
        this(directory, tls, null);
    }

    /**
     * @param reader where Secrets are; absent: in this scene
     */
    public Scene(Path directory, @Nullable SSLContext tls, @Nullable SecretReader reader) throws IOException {
        BoundedCache cache =
                new BoundedCache(new VerifiedFolder(directory.resolve("cache")), 1_000_000, Clock.systemUTC());
        Uploads uploads = new Uploads(new VerifiedFolder(directory.resolve("uploads")), 1_000, 1_000);
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(LONG);
        TargetRule rule = new TargetRule(true);
        FetchLimits limits = new FetchLimits(100_000, LONG, LONG);
        HttpFetcher fetcher =
                new HttpFetcher((tls == null ? client : client.sslContext(tls)).build(), rule, limits, cache);
        S3Defaults s3 = new S3Defaults(Optional.empty(), "us-east-1");
        SecretReader from = reader == null ? this::read : reader;
        this.sources = new ModelSources(uploads, cache, new RemoteSources(rule, fetcher, from, s3), "http://hub:8080");
    }

    /** A Secret, with its keys and values in turns. */
    public Scene secret(String name, String... keysAndValues) {
        Map<String, byte[]> data = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            data.put(keysAndValues[i], keysAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        secrets.put(NAMESPACE + "/" + name, new SecretValues(name, data));
        return this;
    }

    /** Finds the model with what a Secret has. */
    public SourceOutcome find(Object uri, Digest digest, @Nullable String secret) {
        return find(uri, digest, NAMESPACE, secret);
    }

    SourceOutcome find(Object uri, Digest digest, String namespace, @Nullable String secret) {
        SecretRef ref = secret == null ? null : new SecretRef(namespace, secret);
        return sources.find(new Source(uri.toString(), digest.hex(), ref), (bytes, total) -> {});
    }

    private SecretOutcome read(String namespace, String name) {
        SecretValues values = secrets.get(namespace + "/" + name);
        return values == null ? new SecretOutcome.Withheld("no " + name) : new SecretOutcome.Held(values);
    }

    /** The message of an outcome that must be about credentials. */
    public static String credentialsRefused(SourceOutcome outcome) {
        return because(outcome, Cause.CredentialsRefused);
    }

    static String because(SourceOutcome outcome, @Nullable Cause cause) {
        SourceOutcome.Unavailable unavailable = outcome.fold(
                found -> {
                    throw new AssertionError("unexpected: " + found);
                },
                refused -> {
                    throw new AssertionError("unexpected: " + refused);
                },
                found -> found);
        if (unavailable.cause() != cause) {
            throw new AssertionError("expected cause " + cause + ": " + unavailable);
        }
        return unavailable.message();
    }
}
