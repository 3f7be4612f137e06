package dev.ddnn.hub.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before an open registry and asks for a login: itself, or through a token server as the big registries do. */
final class Gate implements AutoCloseable {
    private static final String TOKEN = "a-short-lived-token";

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String behind;
    private final String basic;
    private final boolean tokens;

    private Gate(HttpServer server, String behind, String basic, boolean tokens) {
        this.server = server;
        this.behind = behind;
        this.basic = basic;
        this.tokens = tokens;
        server.createContext("/v2/", this::registry);
        server.createContext("/token", this::token);
        server.setExecutor(threads);
        server.start();
    }

    static Gate before(String behind, String username, String password, boolean tokens) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Gate(server, behind, "Basic " + Base64.getEncoder().encodeToString(pair), tokens);
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void registry(HttpExchange exchange) throws IOException {
        try (exchange) {
            String wanted = tokens ? "Bearer " + TOKEN : basic;
            if (wanted.equals(shown(exchange))) {
                pass(exchange);
                return;
            }
            String challenge = tokens
                    ? "Bearer realm=\"http://%s/token\",service=\"the registry\"".formatted(authority())
                    : "Basic realm=\"the registry\"";
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
            exchange.sendResponseHeaders(401, -1);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean asked = "service=the registry&scope=repository:city/vehicles:pull"
                    .equals(exchange.getRequestURI().getQuery().replace('+', ' '));
            if (!basic.equals(shown(exchange)) || !asked) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] body = "{\"token\": \"%s\"}".formatted(TOKEN).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + behind + exchange.getRequestURI()))
                .header("Accept", exchange.getRequestHeaders().getFirst("Accept"))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String shown(HttpExchange exchange) {
        List<String> values = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
