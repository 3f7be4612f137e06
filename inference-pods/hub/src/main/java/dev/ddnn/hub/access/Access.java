package dev.ddnn.hub.access;

import java.net.URI;
import java.util.Map;

/** How a source is asked. */
public interface Access {
    /** Header fields that go along with a request to this address; none where they must not be seen. */
    Map<String, String> headers(URI uri);

    /**
     * What an answer other than the wanted one means.
     *
     * @param shown the address as it may be said
     * @param body the start of the answer's body
     */
    Refusal refusal(URI uri, String shown, int status, String body);

    /** Nothing goes along. */
    static Access open() {
        return new OpenAccess();
    }

    /** Whether both addresses are of one server: what is secret may go from one to the other. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
