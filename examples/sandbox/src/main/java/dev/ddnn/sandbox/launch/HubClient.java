package dev.ddnn.sandbox.launch;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.ReceivedReports;
import dev.ddnn.sandbox.story.Story;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Calls the hub as a user's tools do. */
public final class HubClient {
    /** Where the hub listens in its pod and in its Service. */
    public static final int PORT = 8080;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param base where the hub can be reached from here */
    public HubClient(URI base) {
        this.base = base;
    }

    /**
     * Puts a story's models into the hub.
     *
     * @param folder of the story
     * @param tell hears of each
     */
    public void upload(Path folder, List<Story.Upload> uploads, Consumer<String> tell)
            throws IOException, InterruptedException {
        for (Story.Upload upload : uploads) {
            byte[] model = Files.readAllBytes(folder.resolve(upload.file()));
            String digest = sha256(model);
            HttpResponse<String> reply = http.send(
                    HttpRequest.newBuilder(base.resolve("/v1/uploads/" + upload.name() + "?sha256=" + digest))
                            .timeout(PATIENCE)
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(model))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != CREATED) {
                throw new StoryFailure("the hub did not take " + upload.file() + ": " + reply.body());
            }
            tell.accept("uploaded " + upload.file() + " as hub:" + upload.name() + ", sha256 " + digest);
        }
    }

    /** The newest report of each pod of a DDNN. */
    public ReceivedReports reports(String namespace, String ddnn) throws IOException, InterruptedException {
        HttpResponse<String> reply = http.send(
                HttpRequest.newBuilder(base.resolve("/v1/reports?namespace=" + namespace + "&ddnn=" + ddnn))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != OK) {
            throw new StoryFailure("the hub gives no reports: " + reply.statusCode() + " " + reply.body());
        }
        return ContractJson.read(reply.body(), ReceivedReports.class);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
