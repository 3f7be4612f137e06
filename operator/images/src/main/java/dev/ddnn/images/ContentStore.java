package dev.ddnn.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Files by the hash of their content, all with the same time. What is built from them depends on content alone, and layers that did not change are
 * taken from Jib's cache, which looks at paths and times.
 */
final class ContentStore {
    private final Path folder;

    /**
     * A store.
     *
     * @param folder made when needed
     */
    ContentStore(Path folder) {
        this.folder = folder;
    }

    /** A copy of the file. */
    Path put(Path file) {
        try {
            return put(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** A file with this content. */
    Path put(byte[] content) {
        Path stored = folder.resolve(HexFormat.of().formatHex(sha256().digest(content)));
        try {
            if (!Files.exists(stored)) {
                Files.createDirectories(folder);
                Path fresh = Files.createTempFile(folder, "new-", ".part");
                Files.write(fresh, content);
                Files.setLastModifiedTime(fresh, FileTime.from(Instant.EPOCH));
                Files.move(fresh, stored, StandardCopyOption.ATOMIC_MOVE);
            }
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + stored, e);
        }
    }

    /** An empty folder. */
    Path emptyFolder() {
        try {
            Path empty = Files.createDirectories(folder.resolve("empty"));
            Files.setLastModifiedTime(empty, FileTime.from(Instant.EPOCH));
            return empty;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder in " + folder, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
