package dev.ddnn.hub.source;

import dev.ddnn.controlplane.programs.GoProgram;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The registry of go-containerregistry, as a process of its own. Everybody may read and write. */
final class Crane implements AutoCloseable {
    private static final String PACKAGE = "github.com/google/go-containerregistry/cmd/crane";
    private static final String VERSION = "v0.20.6";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String authority;

    private Crane(Process process, String authority) {
        this.process = process;
        this.authority = authority;
    }

    static Path program() throws ProgramsUnavailable, InterruptedException {
        return GoProgram.install(PACKAGE, VERSION);
    }

    static Crane start(Path program, Path log) throws IOException, InterruptedException {
        String authority = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(program.toString(), "registry", "serve", "--address", authority)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Crane crane = new Crane(process, authority);
        crane.awaitStart();
        return crane;
    }

    /** Host and port. */
    String authority() {
        return authority;
    }

    /** Pushes an artefact with one layer, as `oras push` does; its manifest's digest. */
    String push(String repository, String tag, byte[] layer) throws IOException, InterruptedException {
        blob(repository, layer);
        byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
        blob(repository, config);
        String manifest = """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "config": {"mediaType": "application/vnd.oci.empty.v1+json", "digest": "%s", "size": %d},
                 "layers": [{"mediaType": "application/octet-stream", "digest": "%s", "size": %d}]}""".formatted(digest(config), config.length, digest(layer), layer.length);
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(URI.create("http://%s/v2/%s/manifests/%s".formatted(authority, repository, tag)))
                        .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
                        .PUT(BodyPublishers.ofString(manifest)));
        require(answer, 201);
        return digest(manifest.getBytes(StandardCharsets.UTF_8));
    }

    private void blob(String repository, byte[] bytes) throws IOException, InterruptedException {
        HttpResponse<String> begun = send(
                HttpRequest.newBuilder(URI.create("http://%s/v2/%s/blobs/uploads/".formatted(authority, repository)))
                        .POST(BodyPublishers.noBody()));
        require(begun, 202);
        URI location =
                begun.uri().resolve(begun.headers().firstValue("Location").orElseThrow());
        require(
                send(HttpRequest.newBuilder(URI.create(location + "?digest=" + digest(bytes)))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(bytes))),
                201);
    }

    private static String digest(byte[] bytes) {
        return dev.ddnn.hub.verify.Digest.of(bytes).toString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void require(HttpResponse<String> answer, int status) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException("%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
    }

    private void awaitStart() throws InterruptedException, IOException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            try {
                require(send(HttpRequest.newBuilder(URI.create("http://%s/v2/".formatted(authority)))), 200);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || Instant.now().isAfter(end)) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
