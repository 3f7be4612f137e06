package dev.ddnn.hub.serve;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Takes {@code Connection: close} off answers over HTTP/2, where it is forbidden (RFC 9113, section 8.2.2) and not needed: each
 * request has a stream of its own there, so an unread body cannot be taken for the next request.
 */
final class ConnectionHeader {
    @ServerResponseFilter
    void onlyBeforeHttp2(ContainerResponseContext response, HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            response.getHeaders().remove("Connection");
        }
    }
}
