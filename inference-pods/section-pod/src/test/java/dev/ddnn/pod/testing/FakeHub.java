package dev.ddnn.pod.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.PodReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** The hub's two paths that a pod uses, over real HTTP. */
public final class FakeHub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Map<String, byte[]> sections = new ConcurrentHashMap<>();
    private final List<PodReport> reports = new CopyOnWriteArrayList<>();
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile ToIntFunction<PodReport> status = report -> 204;

    public FakeHub(Map<String, byte[]> files) {
        sections.putAll(files);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/sections/", this::section);
        server.createContext("/v1/reports", this::report);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Serves these bytes under the digest, whatever they are. */
    public void put(String digest, byte[] file) {
        sections.put(digest, file);
    }

    public int fetches() {
        return fetches.get();
    }

    /** From now on answers reports with that status. */
    public void answer(ToIntFunction<PodReport> with) {
        status = with;
    }

    public List<PodReport> reports() {
        return List.copyOf(reports);
    }

    private void section(HttpExchange exchange) throws IOException {
        fetches.incrementAndGet();
        var digest = exchange.getRequestURI().getPath().substring("/v1/sections/".length());
        var file = sections.get(digest);
        if (file == null) {
            answer(exchange, 404, "{\"error\":\"not held\"}".getBytes(StandardCharsets.UTF_8));
        } else {
            answer(exchange, 200, file);
        }
    }

    private void report(HttpExchange exchange) throws IOException {
        var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var report = ContractJson.read(text, PodReport.class);
        reports.add(report);
        exchange.sendResponseHeaders(status.applyAsInt(report), -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
