package dev.ddnn.sandbox.pod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An image whose program is a shell script. */
final class ShellImage {
    static final String NAME = "test.ddnn.dev/shell:1";

    private ShellImage() {}

    static Path in(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path entrypoint = directory.resolve("entrypoint");
        Files.writeString(entrypoint, "#!/bin/sh\necho no command\nexec sleep 1000\n");
        Files.setPosixFilePermissions(entrypoint, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory;
    }
}
