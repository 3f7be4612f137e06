package dev.ddnn.pod.section;

import dev.ddnn.contract.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sections' files by digest: from the disk if they are there, else from the hub. What lies on the disk is checked as strictly as
 * what comes over the wire, so a pod starts without the hub and never with a damaged file.
 */
public final class SectionStore {
    private static final Logger LOG = Logger.getLogger(SectionStore.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String PREFIX = "sha256:";
    private final Path directory;
    private final URI hub;
    private final HttpClient client;

    /**
     * @param directory cache; created when it is first needed
     * @param hub base address of the hub
     * @param client to fetch with
     */
    public SectionStore(Path directory, URI hub, HttpClient client) {
        this.directory = directory;
        this.hub = hub;
        this.client = client;
    }

    /**
     * The file of a digest, verified.
     *
     * @param digest {@code sha256:HEX}
     * @throws SectionFailedException if neither the disk nor the hub gives it; a retry may help
     */
    public Path fetch(String digest) throws SectionFailedException {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new SectionFailedException("`digest` must be sha256: and 64 hex digits; found '" + digest + "'");
        }
        var file = directory.resolve(digest.substring(PREFIX.length()) + ".onnx");
        try {
            if (!cached(file, digest)) {
                store(file, download(digest));
            }
            return file;
        } catch (IOException e) {
            throw new SectionFailedException("section " + digest + " cannot be had from " + hub + ": " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SectionFailedException("fetching section " + digest + " was interrupted", e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static boolean cached(Path file, String digest) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (matches(Files.readAllBytes(file), digest)) {
            return true;
        }
        LOG.warnf("cached file %s does not match its digest; fetching it again", file);
        Files.delete(file);
        return false;
    }

    private static boolean matches(byte[] bytes, String digest) {
        return digest.equals(PREFIX + ContractJson.hash(bytes));
    }

    private byte[] download(String digest) throws IOException, InterruptedException, SectionFailedException {
        var request = HttpRequest.newBuilder(hub.resolve("/v1/sections/" + digest))
                .timeout(TIMEOUT)
                .build();
        var response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            var body = new String(response.body(), StandardCharsets.UTF_8);
            throw new SectionFailedException(
                    "hub answered " + response.statusCode() + " for section " + digest + ": " + body);
        }
        if (!matches(response.body(), digest)) {
            throw new SectionFailedException("hub gave other bytes for section " + digest + ": they have the digest "
                    + PREFIX + ContractJson.hash(response.body()));
        }
        return response.body();
    }

    private void store(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(directory);
        var temporary = Files.createTempFile(directory, "fetch", ".part");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
