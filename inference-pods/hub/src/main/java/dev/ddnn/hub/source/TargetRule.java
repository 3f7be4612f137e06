package dev.ddnn.hub.source;

import dev.ddnn.hub.verify.ForeignText;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the hub may be sent to by someone who can only write a URI. It is asked for the URI itself and again for each redirect:
 * {@code https} only, and never an address that means the hub's own machine or its cloud's metadata service (loopback,
 * link-local, any-local, multicast). Private ranges are allowed: that is where a cluster's own model stores are. The check
 * resolves the name a moment before the connection does, so it is a fence against mistakes and simple attacks and no
 * replacement for a network policy.
 *
 * @param allowHttp lifts both rules, for a machine that is all loopback
 */
public record TargetRule(boolean allowHttp) {
    /** What is wrong with the URI; empty if nothing is. */
    public Optional<String> violation(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
            String remedy = scheme.equals("http") ? "; plain http takes DDNN_HUB_ALLOW_HTTP=true at the hub" : "";
            return Optional.of("must start with %s; found '%s'%s".formatted(allowed(), shown(uri), remedy));
        }
        if (uri.getHost() == null) {
            return Optional.of("must name a host; found '%s'".formatted(shown(uri)));
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("must not carry a user or password; found them in '%s'".formatted(shown(uri)));
        }
        return Optional.empty();
    }

    /** What is wrong with the addresses of the URI's host; empty if nothing is. */
    public Optional<String> violation(URI uri, List<InetAddress> addresses) {
        if (allowHttp) {
            return Optional.empty();
        }
        return addresses.stream()
                .filter(TargetRule::inward)
                .findFirst()
                .map(address -> "must not lead to a loopback, link-local or multicast address; '%s' is %s"
                        .formatted(uri.getHost(), address.getHostAddress()));
    }

    /** The schemes as a person writes them. */
    String allowed() {
        return allowHttp ? "https://, http://, s3://, oci:// or hub:" : "https://, s3://, oci:// or hub:";
    }

    /** The URI without what may be secret: user, query and fragment. */
    static String shown(URI uri) {
        String text = uri.toString();
        if (uri.getRawAuthority() == null) {
            return ForeignText.shown(text);
        }
        String authority = uri.getRawAuthority().substring(uri.getRawAuthority().lastIndexOf('@') + 1);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return ForeignText.shown("%s://%s%s".formatted(uri.getScheme(), authority, path));
    }

    private static boolean inward(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }
}
