package dev.ddnn.sandbox.pod;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A kubeconfig with the token of a pod's service account, for clients that would read it from a mount. */
final class ServiceAccountConfig {
    private ServiceAccountConfig() {}

    /** Writes the file, readable by its owner only. */
    static Path write(Path file, AgentSettings settings, String namespace, String token) throws IOException {
        Map<String, Object> config = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                "pod",
                "clusters",
                List.of(Map.of(
                        "name",
                        "sandbox",
                        "cluster",
                        Map.of(
                                "server",
                                settings.apiServer(),
                                "certificate-authority",
                                settings.apiServerCa().toString()))),
                "users",
                List.of(Map.of("name", "pod", "user", Map.of("token", token))),
                "contexts",
                List.of(Map.of(
                        "name",
                        "pod",
                        "context",
                        Map.of("cluster", "sandbox", "user", "pod", "namespace", namespace))));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, new ObjectMapper().writeValueAsBytes(config));
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
