package dev.ddnn.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutRequest.SecretRef;
import dev.ddnn.contract.cut.CutRequest.Source;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods that reach the hub's port, and would have it send a Secret to a server of their own. */
final class Strangers {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String OPERATOR = "'system:serviceaccount:ddnn-system:ddnn-operator'";

    private final HttpClient http = HttpClient.newHttpClient();
    private final DigitsSandbox digits;
    private final String request;

    private Strangers(DigitsSandbox digits, String namespace, String secret) {
        this.digits = digits;
        this.request = ContractJson.write(new CutRequest(
                new Source("https://stranger.example/m", "0".repeat(64), new SecretRef(namespace, secret)), List.of()));
    }

    /** Though the hub may read the Secret. */
    static void getNoModel(DigitsSandbox digits, String namespace, String secret) throws Exception {
        Strangers strangers = new Strangers(digits, namespace, secret);
        strangers.mayNot(401, null, "found none");
        strangers.mayNot(
                401,
                strangers.token("ddnn-system", "ddnn-operator"),
                "is invalid for the target audiences [\"ddnn-hub\"]");
        strangers.mayNot(
                403,
                strangers.token("default", "default", "--audience=ddnn-hub"),
                "found a token of 'system:serviceaccount:default:default'");
    }

    private void mayNot(int status, @Nullable String token, String found) throws IOException, InterruptedException {
        HttpRequest.Builder post = HttpRequest.newBuilder(
                        digits.installation().hubUri().resolve("/v1/cuts"))
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(request));
        if (token != null) {
            post.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(post.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(ContractJson.read(answer.body(), CutResponse.class).message())
                .startsWith("models are fetched for " + OPERATOR + " alone")
                .contains(found);
    }

    private String token(String namespace, String account, String... options) throws InterruptedException {
        String[] command = new String[options.length + 5];
        System.arraycopy(new String[] {"-n", namespace, "create", "token", account}, 0, command, 0, 5);
        System.arraycopy(options, 0, command, 5, options.length);
        return digits.kubectl(command).strip();
    }
}
