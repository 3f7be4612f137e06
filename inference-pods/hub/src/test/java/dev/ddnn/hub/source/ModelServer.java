package dev.ddnn.hub.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A small web server on loopback that behaves as badly as its paths say. */
public final class ModelServer implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();

    private ModelServer(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.start();
    }

    /** With plain HTTP, or with TLS if there is a context for it. */
    public static ModelServer start(@Nullable SSLContext tls) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            return new ModelServer(HttpServer.create(address, 0), "http");
        }
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new ModelServer(server, "https");
    }

    /** The address of a path. */
    public URI uri(String path) {
        return URI.create(
                "%s://localhost:%d%s".formatted(scheme, server.getAddress().getPort(), path));
    }

    /** How many requests came. */
    public int requests() {
        return requests.get();
    }

    /** The file. */
    public ModelServer serves(String path, byte[] body) {
        return at(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    /** The file, without its length beforehand. */
    ModelServer streams(String path, byte[] body) {
        return at(path, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
        });
    }

    /** Half of what was announced. */
    ModelServer truncates(String path, byte[] body) {
        return at(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
        });
    }

    /** The start of the file, then nothing more. */
    public ModelServer stallsIn(String path, byte[] body) {
        return at(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            pause(Long.MAX_VALUE);
        });
    }

    /** Nothing, not even an answer. */
    ModelServer stallsBefore(String path) {
        return at(path, exchange -> pause(Long.MAX_VALUE));
    }

    /** A byte every now and then, without end. */
    ModelServer trickles(String path) {
        return at(path, exchange -> {
            exchange.sendResponseHeaders(200, 300_000);
            while (!pause(20)) {
                exchange.getResponseBody().write(7);
                exchange.getResponseBody().flush();
            }
        });
    }

    /** A redirect. */
    ModelServer redirects(String path, String location) {
        return at(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    /** A status and a short text. */
    public ModelServer answers(String path, int status) {
        return at(path, exchange -> {
            exchange.sendResponseHeaders(status, 5);
            exchange.getResponseBody().write("sorry".getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private ModelServer at(String path, Behaviour behaviour) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                behaviour.handle(exchange);
            }
        });
        return this;
    }

    /** Waits, but not longer than the server lives; whether it is closing. */
    private boolean pause(long millis) throws IOException {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private interface Behaviour {
        void handle(HttpExchange exchange) throws IOException;
    }
}
