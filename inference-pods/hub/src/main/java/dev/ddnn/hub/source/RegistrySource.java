package dev.ddnn.hub.source;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.hub.access.Access;
import dev.ddnn.hub.access.HeaderAccess;
import dev.ddnn.hub.access.Login;
import dev.ddnn.hub.access.OciReference;
import dev.ddnn.hub.access.TokenServer;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.ForeignText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes a model out of an artefact in an OCI registry: the layer that has the model's digest. Logs in as the registry wants it,
 * with user name and password or with a token from where the registry sends its clients.
 */
final class RegistrySource {
    private static final int MAX_TEXT = 4 * 1024 * 1024;
    private static final int LAYERS_SHOWN = 3;
    private static final String MANIFESTS =
            "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";

    private final HttpFetcher fetcher;
    private final String scheme;

    /**
     * @param plain whether registries on this very machine speak HTTP without TLS
     */
    RegistrySource(HttpFetcher fetcher, boolean plain) {
        this.fetcher = fetcher;
        this.scheme = plain ? "http" : "https";
    }

    /** An address of the registry: whom the credentials are for. */
    URI origin(OciReference artefact) {
        return artefact.base(isLocal(artefact) ? scheme : "https");
    }

    /**
     * Fetches the model.
     *
     * @param login absent: everybody may read it
     */
    SourceOutcome fetch(OciReference artefact, @Nullable Login login, HttpFetcher.Place place) {
        FetchDeadline deadline = fetcher.deadline();
        URI origin = origin(artefact);
        try {
            Access access = access(artefact, login, origin, deadline);
            Ask manifest = new Ask(artefact.manifest(origin.getScheme()), MANIFESTS, access);
            byte[] bytes = bytes(manifest, deadline);
            if (artefact.isPinned() && !Digest.of(bytes).toString().equals(artefact.reference())) {
                return SourceOutcome.refused(
                        ModelSources.URI_FIELD,
                        "must end with the digest of the manifest; the registry has one with '%s'"
                                .formatted(Digest.of(bytes)));
            }
            Manifest read = ContractJson.read(new String(bytes, StandardCharsets.UTF_8), Manifest.class);
            String wanted = place.digest().toString();
            if (read.held().stream().noneMatch(layer -> wanted.equals(layer.digest()))) {
                return noSuchLayer(manifest.uri(), read);
            }
            return fetcher.fetch(Ask.file(artefact.layer(origin.getScheme(), wanted), access), place, deadline);
        } catch (SourceFailure e) {
            return e.outcome();
        } catch (IllegalArgumentException e) {
            return Requests.unavailable(origin, "the registry's answer is no manifest or token");
        }
    }

    private Access access(OciReference artefact, @Nullable Login login, URI origin, FetchDeadline deadline)
            throws SourceFailure {
        Access own = login == null ? Access.open() : login.access(origin);
        if (login != null && login.isToken()) {
            return own;
        }
        Optional<TokenServer> server;
        try (Answer answer = fetcher.requests().get(new Ask(origin, "application/json", Access.open()), deadline)) {
            boolean asked = answer.status() == 401 && Access.sameOrigin(origin, answer.uri());
            server = asked ? TokenServer.of(answer.headers().allValues("WWW-Authenticate")) : Optional.empty();
        }
        return server.isPresent() ? token(server.get(), artefact, login, deadline) : own;
    }

    private Access token(TokenServer server, OciReference artefact, @Nullable Login login, FetchDeadline deadline)
            throws SourceFailure {
        Access known = login == null ? Access.open() : login.access(server.realm());
        byte[] answer = bytes(new Ask(server.ask(artefact.repository()), "application/json", known), deadline);
        Token token = ContractJson.read(new String(answer, StandardCharsets.UTF_8), Token.class);
        String text = token.token() != null ? token.token() : token.access_token();
        if (text == null || !text.matches("[!-~]+")) {
            throw new SourceFailure(Requests.unavailable(server.realm(), "answered without a token"));
        }
        String whose = login == null ? "a token for everybody" : "the token for " + login.what();
        return HeaderAccess.bearer(origin(artefact), text, whose);
    }

    private byte[] bytes(Ask ask, FetchDeadline deadline) throws SourceFailure {
        try (Answer answer = fetcher.requests().get(ask, deadline)) {
            if (answer.status() != 200) {
                throw new SourceFailure(answer.refusal(ask.access()));
            }
            return answer.bytes(MAX_TEXT);
        } catch (IOException e) {
            throw new SourceFailure(Requests.unavailable(ask.uri(), Requests.reason(e)));
        }
    }

    private static SourceOutcome noSuchLayer(URI manifest, Manifest read) {
        String found = read.held().stream()
                .limit(LAYERS_SHOWN)
                .map(layer -> ForeignText.shown(String.valueOf(layer.digest())))
                .collect(Collectors.joining(", "));
        return SourceOutcome.refused(
                ModelSources.SHA256_FIELD,
                "must be the digest of a layer of %s; found %s"
                        .formatted(
                                TargetRule.shown(manifest),
                                found.isEmpty() ? "no layers (a list of images has none)" : found));
    }

    private static boolean isLocal(OciReference artefact) {
        return artefact.registry().matches("(localhost|127\\.[0-9.]+)(:[0-9]+)?");
    }

    private record Manifest(@Nullable List<Layer> layers) {
        List<Layer> held() {
            return layers == null ? List.of() : layers;
        }
    }

    private record Layer(@Nullable String digest) {}

    private record Token(@Nullable String token, @Nullable String access_token) {}
}
