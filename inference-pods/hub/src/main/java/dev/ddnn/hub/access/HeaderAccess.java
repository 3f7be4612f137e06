package dev.ddnn.hub.access;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** One Authorization header, for one server. */
public final class HeaderAccess implements Access {
    private final URI origin;
    private final String value;
    private final String what;

    private HeaderAccess(URI origin, String value, String what) {
        this.origin = origin;
        this.value = value;
        this.what = what;
    }

    /**
     * With a user name and a password.
     *
     * @param origin an address of the server
     * @param what whose they are, for messages
     */
    static HeaderAccess basic(URI origin, String username, String password, String what) {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new HeaderAccess(origin, "Basic " + Base64.getEncoder().encodeToString(pair), what);
    }

    /**
     * With a token.
     *
     * @param origin an address of the server
     * @param token of one line
     * @param what whose it is, for messages
     */
    public static HeaderAccess bearer(URI origin, String token, String what) {
        return new HeaderAccess(origin, "Bearer " + token, what);
    }

    @Override
    public Map<String, String> headers(URI uri) {
        return Access.sameOrigin(origin, uri) ? Map.of("Authorization", value) : Map.of();
    }

    @Override
    public Refusal refusal(URI uri, String shown, int status, String body) {
        if (!Refusal.isDenial(status)) {
            return Refusal.plain(shown, status);
        }
        return Access.sameOrigin(origin, uri)
                ? new Refusal(true, "%s answered %d: it does not accept %s".formatted(shown, status, what))
                : new Refusal(
                        false,
                        "%s answered %d: the source redirects there, and credentials do not go to another host than '%s'"
                                .formatted(shown, status, origin.getHost()));
    }
}
