package dev.ddnn.hub.source;

import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.hub.access.Access;
import dev.ddnn.hub.access.BadCredentials;
import dev.ddnn.hub.access.Login;
import dev.ddnn.hub.access.OciReference;
import dev.ddnn.hub.access.S3Defaults;
import dev.ddnn.hub.access.S3Object;
import dev.ddnn.hub.secret.SecretOutcome;
import dev.ddnn.hub.secret.SecretReader;
import dev.ddnn.hub.secret.SecretValues;
import dev.ddnn.hub.source.HttpFetcher.Place;
import dev.ddnn.hub.verify.ForeignText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches models from elsewhere: over HTTPS, from an S3 store or from an OCI registry, with what a Secret has for them. */
public final class RemoteSources {
    private static final String S3 = "s3://";
    private static final String OCI = "oci://";

    private final TargetRule rule;
    private final HttpFetcher fetcher;
    private final RegistrySource registries;
    private final SecretReader secrets;
    private final S3Defaults s3;

    /**
     * @param rule what may be fetched
     * @param secrets holds the credentials
     * @param s3 where a Secret does not say it
     */
    public RemoteSources(TargetRule rule, HttpFetcher fetcher, SecretReader secrets, S3Defaults s3) {
        this.rule = rule;
        this.fetcher = fetcher;
        this.registries = new RegistrySource(fetcher, rule.allowHttp());
        this.secrets = secrets;
        this.s3 = s3;
    }

    /** What is wrong with an address; empty if nothing is. */
    Optional<String> violation(String uri) {
        if (uri.startsWith(S3)) {
            return S3Object.parse(uri).isPresent()
                    ? Optional.empty()
                    : Optional.of("must be s3://BUCKET/KEY; found '%s'".formatted(ForeignText.shown(uri)));
        }
        if (uri.startsWith(OCI)) {
            return OciReference.parse(uri).isPresent()
                    ? Optional.empty()
                    : Optional.of("must be oci://REGISTRY/REPOSITORY with :TAG, @sha256:DIGEST or both; found '%s'"
                            .formatted(ForeignText.shown(uri)));
        }
        try {
            return rule.violation(new URI(uri));
        } catch (URISyntaxException e) {
            return Optional.of("must start with %s; found '%s'".formatted(rule.allowed(), ForeignText.shown(uri)));
        }
    }

    /** Fetches the model; waits for it. */
    SourceOutcome fetch(CutRequest.Source source, Place place) {
        CutRequest.SecretRef secret = source.credentials();
        if (secret == null) {
            return fetch(source.uri(), null, place);
        }
        SecretOutcome outcome = secrets.read(secret.namespace(), secret.name());
        return outcome.fold(
                held -> fetch(source.uri(), held.values(), place),
                withheld -> SourceOutcome.unavailable(Cause.CredentialsRefused, withheld.message()),
                unreachable -> SourceOutcome.unavailable(null, unreachable.message()));
    }

    private SourceOutcome fetch(String uri, @Nullable SecretValues values, Place place) {
        try {
            if (uri.startsWith(S3)) {
                S3Object.Target target = S3Object.parse(uri).orElseThrow().target(values, s3);
                return fetcher.fetch(Ask.file(target.uri(), target.access()), place, fetcher.deadline());
            }
            if (uri.startsWith(OCI)) {
                OciReference artefact = OciReference.parse(uri).orElseThrow();
                Login login = values == null ? null : Login.of(values, registries.origin(artefact));
                return registries.fetch(artefact, login, place);
            }
            URI address = URI.create(uri);
            Access access =
                    values == null ? Access.open() : Login.of(values, address).access(address);
            return fetcher.fetch(Ask.file(address, access), place, fetcher.deadline());
        } catch (BadCredentials e) {
            return SourceOutcome.unavailable(Cause.CredentialsRefused, e.message());
        }
    }
}
