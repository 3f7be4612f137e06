package dev.ddnn.hub.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server that lets in who shows the right Authorization header, and notes what everybody showed. */
final class LockedServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> shown = new CopyOnWriteArrayList<>();

    private LockedServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.start();
    }

    static LockedServer start(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new LockedServer(server);
    }

    String authority() {
        return "localhost:" + server.getAddress().getPort();
    }

    URI uri(String path) {
        return URI.create("https://" + authority() + path);
    }

    /** The Authorization headers that came, "none" where there was none. */
    List<String> shown() {
        return List.copyOf(shown);
    }

    LockedServer serves(String path, byte[] body, String authorization) {
        return at(path, exchange -> {
            if (authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 200, body);
            } else {
                answer(exchange, 401, new byte[0]);
            }
        });
    }

    LockedServer redirects(String path, URI location) {
        return at(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location.toString());
            answer(exchange, 307, new byte[0]);
        });
    }

    LockedServer at(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            shown.add(header == null ? "none" : header);
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return this;
    }

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
