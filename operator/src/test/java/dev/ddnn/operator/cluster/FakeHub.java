package dev.ddnn.operator.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.LastReports;
import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.ReceivedReports;
import dev.ddnn.contract.report.ReceivedReports.Received;
import dev.ddnn.operator.testing.Cuts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A hub that speaks the real protocol and gives the answers that a test wants. */
final class FakeHub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Map<String, PodReport> reports = new ConcurrentHashMap<>();
    private final List<LastReport> folded = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Map<String, Function<CutRequest, CutResponse>> answers = new ConcurrentHashMap<>();

    FakeHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/cuts", this::cuts);
        server.createContext("/v1/reports", this::reports);
        server.createContext("/v1/reports/last", this::last);
        server.createContext("/v1/reports/folded", this::folded);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers otherwise for that model URI. */
    void answer(String uri, Function<CutRequest, CutResponse> answer) {
        answers.put(uri, answer);
    }

    /** Takes the newest report of a pod. */
    void report(PodReport report) {
        reports.put(report.podUid(), report);
    }

    /** How often it was asked for reports of the namespace, as each visit begins. */
    int asked(String namespace) {
        return asked.getOrDefault(namespace, 0);
    }

    /** What the operator has let go of the namespace. */
    List<LastReport> folded(String namespace) {
        return folded.stream()
                .filter(report -> namespace.equals(report.namespace()))
                .toList();
    }

    /** The pods of the namespace will not be heard of again. */
    void forget(String namespace) {
        reports.values().removeIf(report -> namespace.equals(report.namespace()));
    }

    /** What a hub that has the model answers: the cut that the fixtures know for these sections. */
    static CutResponse cut(CutRequest request) {
        String model = request.source().uri().substring("hub:".length());
        if (request.sections().size() == 1) {
            return CutResponse.cut(Cuts.cloudOnly(model, 3));
        }
        return CutResponse.cut(Cuts.camerasGatewayCloud(
                model, 3, request.sections().get(1).exit().entropyBelow()));
    }

    private void cuts(HttpExchange exchange) throws IOException {
        var request = ContractJson.read(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), CutRequest.class);
        CutResponse response =
                answers.getOrDefault(request.source().uri(), FakeHub::cut).apply(request);
        int status =
                switch (response.state()) {
                    case Cut -> 200;
                    case Fetching -> 202;
                    case Refused -> 422;
                    case Unavailable -> 503;
                };
        send(exchange, status, ContractJson.write(response));
    }

    private void reports(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        asked.merge(query.substring("namespace=".length(), query.indexOf('&')), 1, Integer::sum);
        var received = reports.values().stream()
                .filter(report -> query.equals("namespace=" + report.namespace() + "&ddnn=" + report.ddnn()))
                .map(report -> new Received(0, report))
                .toList();
        send(exchange, 200, ContractJson.write(new ReceivedReports(received)));
    }

    private void last(HttpExchange exchange) throws IOException {
        var waiting = reports.values().stream()
                .filter(PodReport::ending)
                .map(report -> new LastReport(
                        report.namespace(), report.ddnn(), report.podUid(), report.bootId(), report.sequence()))
                .filter(report -> !folded.contains(report))
                .toList();
        send(exchange, 200, ContractJson.write(new LastReports(waiting)));
    }

    private void folded(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        folded.addAll(ContractJson.read(body, LastReports.class).reports());
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
