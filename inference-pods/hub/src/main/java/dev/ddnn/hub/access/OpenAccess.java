package dev.ddnn.hub.access;

import java.net.URI;
import java.util.Map;

/** For what everybody may read. */
final class OpenAccess implements Access {
    @Override
    public Map<String, String> headers(URI uri) {
        return Map.of();
    }

    @Override
    public Refusal refusal(URI uri, String shown, int status, String body) {
        return Refusal.isDenial(status)
                ? new Refusal(
                        true,
                        "%s answered %d: it wants credentials. Name a Secret in `spec.model.source.credentialsSecretRef`."
                                .formatted(shown, status))
                : Refusal.plain(shown, status);
    }
}
