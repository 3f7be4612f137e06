package dev.ddnn.hub.source;

import dev.ddnn.hub.verify.Digest;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person types to upload a model. A Service's name is known inside of a cluster only, and ordinary pods may not call the
 * hub, so its command goes through {@code kubectl port-forward}; any other address is called as it is.
 */
final class UploadCommand {
    private static final Pattern SERVICE = Pattern.compile("([-a-z0-9]+)\\.([-a-z0-9]+)\\.svc(\\..+)?");
    private static final int HTTP = 80;

    private final String forward;
    private final String base;

    /** @param hubUrl the hub as pods reach it */
    UploadCommand(String hubUrl) {
        URI uri = URI.create(hubUrl);
        Matcher service = SERVICE.matcher(uri.getHost() == null ? "" : uri.getHost());
        if (service.matches()) {
            int port = uri.getPort() < 0 ? HTTP : uri.getPort();
            this.forward = "kubectl -n %s port-forward service/%s 8080:%d & curl --retry 9 --retry-connrefused"
                    .formatted(service.group(2), service.group(1), port);
            this.base = "http://localhost:8080";
        } else {
            this.forward = "curl";
            this.base = hubUrl;
        }
    }

    String line(String name, Digest digest) {
        return "%s -fT FILE '%s/v1/uploads/%s?sha256=%s'".formatted(forward, base, name, digest.hex());
    }
}
