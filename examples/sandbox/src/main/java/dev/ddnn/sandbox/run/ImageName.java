package dev.ddnn.sandbox.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image as pods name it: {@code REPOSITORY[:TAG][@sha256:HEX]}.
 *
 * @param repository with the registry, whose port has a colon too
 * @param tag absent: none is given
 * @param digest absent: it is not pinned
 */
record ImageName(
        String repository, @Nullable String tag, @Nullable String digest) {

    static ImageName parse(String text) {
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        return new ImageName(
                tagged ? named.substring(0, colon) : named,
                tagged ? named.substring(colon + 1) : null,
                at < 0 ? null : text.substring(at + 1));
    }

    /**
     * The image of another name in the same place. A digest is that of one image and cannot be handed on, so then the tag decides.
     *
     * @param from what the last part of the path contains
     * @param to what stands there instead
     * @param usual the tag of a pinned image that has none
     */
    String sibling(String from, String to, String usual) {
        int name = repository.lastIndexOf('/') + 1;
        String path = repository.substring(0, name) + repository.substring(name).replace(from, to);
        String chosen = digest == null ? tag : Objects.requireNonNullElse(tag, usual);
        return chosen == null ? path : path + ":" + chosen;
    }

    /** As a kubelet lists it: by digest if it is pinned, whatever its tag. */
    String listed() {
        return digest == null ? repository + (tag == null ? "" : ":" + tag) : repository + "@" + digest;
    }
}
