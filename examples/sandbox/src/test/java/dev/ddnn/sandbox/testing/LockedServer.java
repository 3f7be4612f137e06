package dev.ddnn.sandbox.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on loopback that gives one file to who knows user and password. */
public final class LockedServer implements AutoCloseable {
    private static final String PATH = "/model.onnx";

    private final HttpServer server;
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private LockedServer(HttpServer server) {
        this.server = server;
    }

    /** Starts to listen on a free port. */
    public static LockedServer start(byte[] file, String user, String password) throws IOException {
        String key =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        LockedServer started =
                new LockedServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        started.server.createContext(PATH, exchange -> {
            try (exchange) {
                if (key.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    started.given.incrementAndGet();
                    exchange.sendResponseHeaders(200, file.length);
                    exchange.getResponseBody().write(file);
                } else {
                    started.refused.incrementAndGet();
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"models\"");
                    exchange.sendResponseHeaders(401, -1);
                }
            }
        });
        started.server.start();
        return started;
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** How often the file was given. */
    public int given() {
        return given.get();
    }

    /** How often somebody came without the password. */
    public int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
