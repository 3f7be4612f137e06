package dev.ddnn.hub.access;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An artefact in an OCI registry.
 *
 * @param registry host, with its port if that is a special one
 * @param repository name in the registry
 * @param reference digest of the manifest if there is one, else the tag
 */
public record OciReference(String registry, String repository, String reference) {
    private static final Pattern URI_FORM =
            Pattern.compile("oci://([A-Za-z0-9][-A-Za-z0-9.]{0,252}(?::[0-9]{1,5})?)/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
                    + "(?::([A-Za-z0-9_][-A-Za-z0-9._]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");

    /** Reads {@code oci://REGISTRY/REPOSITORY:TAG@sha256:HEX}, with a tag, a digest or both. */
    public static Optional<OciReference> parse(String uri) {
        Matcher matcher = URI_FORM.matcher(uri);
        if (!matcher.matches() || (matcher.group(3) == null && matcher.group(4) == null)) {
            return Optional.empty();
        }
        String reference = matcher.group(4) != null ? matcher.group(4) : matcher.group(3);
        return Optional.of(new OciReference(matcher.group(1), matcher.group(2), reference));
    }

    /** Whether the manifest must have a digest. */
    public boolean isPinned() {
        return reference.startsWith("sha256:");
    }

    /** Where one learns how to log in. */
    public URI base(String scheme) {
        return URI.create("%s://%s/v2/".formatted(scheme, registry));
    }

    /** Where the manifest is. */
    public URI manifest(String scheme) {
        return URI.create("%s://%s/v2/%s/manifests/%s".formatted(scheme, registry, repository, reference));
    }

    /** Where a layer is. */
    public URI layer(String scheme, String digest) {
        return URI.create("%s://%s/v2/%s/blobs/%s".formatted(scheme, registry, repository, digest));
    }
}
