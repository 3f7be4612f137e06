package dev.ddnn.hub.source;

import dev.ddnn.controlplane.programs.GoProgram;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The registry of go-containerregistry, as a process of its own. Everybody may read and write. */
final class Crane implements AutoCloseable {
    private static final String PACKAGE = "github.com/google/go-containerregistry/cmd/crane";
    private static final String VERSION = "v0.20.6";
    private static final Pattern PORT = Pattern.compile("serving on port (\\d+)\n");

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

    static Crane start(Path program, Path log) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "registry", "serve", "--address", "127.0.0.1:0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Crane(process, "127.0.0.1:" + OwnPort.of(process, log, PORT));
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

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
