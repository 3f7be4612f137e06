package dev.ddnn.benchmarks.played;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.LastReports;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.ReceivedReports;
import dev.ddnn.contract.report.ReceivedReports.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The hub: it has the model, and what the pods reported. Each visit of the operator to a DDNN asks for its reports exactly once, so it knows
 * from outside how often each was reconciled, and when.
 */
public final class PlayedHub implements AutoCloseable {
    private static final int THREADS = 8;
    /** What the operator calls itself when it asks for what a bill needs. */
    private static final String FOR_A_BILL = "ddnn-operator (bill)";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, Map<String, PodReport>> reports = new ConcurrentHashMap<>();
    private final Visits visits = new Visits();
    private final byte[] cut;

    /** Serves on a free port of this machine. */
    public PlayedHub() throws IOException {
        cut = bytes(CutResponse.cut(PlayedCut.report()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/cuts", this::cuts);
        server.createContext("/v1/reports", this::reports);
        server.createContext("/v1/reports/last", exchange -> send(exchange, bytes(new LastReports(List.of()))));
        server.setExecutor(threads);
        server.start();
    }

    /** Where it serves. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often each DDNN was visited. */
    public Visits visits() {
        return visits;
    }

    /** Takes the newest report of a pod. */
    void report(PodReport report) {
        reports.computeIfAbsent(key(report.namespace(), report.ddnn()), key -> new ConcurrentHashMap<>())
                .put(report.podUid(), report);
    }

    /** No pod is left. */
    public void forgetAll() {
        reports.clear();
    }

    private void cuts(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        send(exchange, cut);
    }

    private void reports(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getQuery();
        // Once a minute it asks for each bill as well, which is no visit.
        if (!FOR_A_BILL.equals(exchange.getRequestHeaders().getFirst("User-Agent"))) {
            visits.note(key.substring(key.lastIndexOf('=') + 1), System.nanoTime());
        }
        List<Received> received = reports.getOrDefault(key, Map.of()).values().stream()
                .map(report -> new Received(0, report))
                .toList();
        send(exchange, bytes(new ReceivedReports(received)));
    }

    private static String key(String namespace, String ddnn) {
        return "namespace=" + namespace + "&ddnn=" + ddnn;
    }

    private static byte[] bytes(Object value) {
        return ContractJson.write(value).getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
