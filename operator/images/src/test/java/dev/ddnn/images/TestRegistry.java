package dev.ddnn.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A registry of the distribution protocol in memory, with a certificate that nobody knows, that wants a user and a password; it checks what it is
 * given by its digest.
 */
final class TestRegistry implements AutoCloseable {
    static final String CREDENTIALS = "ada:lovelace";

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final Map<String, String> types = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpsServer server;

    TestRegistry(SSLContext tls) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.createContext("/v2/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, byte[]> manifests() {
        return manifests;
    }

    Map<String, byte[]> blobs() {
        return blobs;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String wanted = "Basic " + Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8));
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
            exchange.sendResponseHeaders(401, -1);
        } else if (path.contains("/blobs/uploads/")) {
            upload(exchange, path, body);
        } else if (path.contains("/blobs/")) {
            send(exchange, blobs.get(last(path)), "application/octet-stream");
        } else if (path.contains("/manifests/")) {
            manifest(exchange, path, body);
        } else {
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void upload(HttpExchange exchange, String path, byte[] body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> moved(exchange, path + next.getAndIncrement(), 202);
            case "PATCH" -> {
                uploads.put(path, body);
                moved(exchange, path, 202);
            }
            default -> {
                String digest = exchange.getRequestURI().getQuery().replace("digest=", "");
                byte[] content = uploads.get(path);
                if (!digest(content).equals(digest)) {
                    exchange.sendResponseHeaders(400, -1);
                    return;
                }
                blobs.put(digest, content);
                exchange.sendResponseHeaders(201, -1);
            }
        }
    }

    private static void moved(HttpExchange exchange, String path, int status) throws IOException {
        exchange.getResponseHeaders().set("Location", path);
        exchange.sendResponseHeaders(status, -1);
    }

    private void manifest(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (!exchange.getRequestMethod().equals("PUT")) {
            byte[] found = manifests.get(path);
            send(exchange, found, types.getOrDefault(path, ""));
            return;
        }
        manifests.put(path, body);
        types.put(path, exchange.getRequestHeaders().getFirst("Content-Type"));
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(body));
        exchange.sendResponseHeaders(201, -1);
    }

    private static void send(HttpExchange exchange, byte[] found, String type) throws IOException {
        if (found == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(found));
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(found.length));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : found.length);
        if (!head) {
            exchange.getResponseBody().write(found);
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
