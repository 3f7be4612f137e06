package dev.ddnn.sandbox.testing;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.ReceivedReports;
import dev.ddnn.contract.report.ReceivedReports.Received;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which configuration the pods of the digits DDNN follow, as they tell the hub. */
public final class Followers {
    private Followers() {}

    /** Whether every pod's newest report names the hash of its section's ConfigMap as it is now. */
    public static boolean all(DigitsSandbox digits) throws IOException, InterruptedException {
        Set<String> pods = digits
                .sandbox()
                .client()
                .pods()
                .inNamespace("default")
                .withLabel("ddnn.dev/ddnn", "digits")
                .list()
                .getItems()
                .stream()
                .map(Pod::getMetadata)
                .map(m -> m.getName())
                .collect(Collectors.toSet());
        // A pod that lost its process has a report of each boot; the newest counts.
        Map<String, Received> newest = reports(digits).reports().stream()
                .filter(r -> pods.contains(r.report().pod()))
                .collect(Collectors.toMap(
                        r -> r.report().pod(), r -> r, (a, b) -> a.ageMillis() <= b.ageMillis() ? a : b));
        return newest.keySet().equals(pods)
                && newest.values().stream().map(Received::report).allMatch(r -> hash(digits, r.section())
                        .equals(r.configHash()));
    }

    private static ReceivedReports reports(DigitsSandbox digits) throws IOException, InterruptedException {
        String hub =
                digits.sandbox().network().resolve("", "hub.ddnn-system.svc").get(0);
        URI uri = URI.create("http://" + hub + ":8080/v1/reports?namespace=default&ddnn=digits");
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return ContractJson.read(body, ReceivedReports.class);
    }

    private static String hash(DigitsSandbox digits, String section) {
        String json = digits.sandbox()
                .client()
                .configMaps()
                .inNamespace("default")
                .withName("digits-" + section)
                .get()
                .getData()
                .get("section.json");
        return ContractJson.hash(json.getBytes(StandardCharsets.UTF_8));
    }
}
