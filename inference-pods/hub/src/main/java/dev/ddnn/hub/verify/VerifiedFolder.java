package dev.ddnn.hub.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of complete, checked files: {@code GROUP/HEX}. What comes in is written beside them and moved to its name only when
 * size and digest are right, so that neither a crash nor a liar leaves anything under a name. One process uses it.
 */
public final class VerifiedFolder {
    private static final String INCOMING = ".incoming";

    private final Path root;
    private final Path incoming;

    /**
     * Makes the folder where it is missing and clears what an earlier crash left half-written.
     *
     * @throws IOException if it cannot be made or written
     */
    public VerifiedFolder(Path root) throws IOException {
        this.root = root;
        this.incoming = Files.createDirectories(root.resolve(INCOMING));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(incoming)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /**
     * Takes bytes in.
     *
     * @param group name of the folder within, checked by the caller to be a plain name
     * @param progress is told the number of bytes so far, after each piece
     * @throws IOException if the pieces cannot be read or the file not be written; nothing is kept then
     */
    public Intake take(String group, Expected expected, Chunks chunks, LongConsumer progress) throws IOException {
        Files.createDirectories(incoming);
        Path temporary = Files.createTempFile(incoming, expected.digest().hex().substring(0, 12), "");
        try {
            Counted counted = write(temporary, expected.maxBytes(), chunks, progress);
            if (counted.digest() == null) {
                return new Intake.TooLarge(expected.maxBytes());
            }
            if (!counted.digest().equals(expected.digest())) {
                return new Intake.Mismatch(counted.digest(), expected.digest());
            }
            Path target = path(group, expected.digest());
            Files.createDirectories(root.resolve(group));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Intake.Stored(target, counted.bytes());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The file, if it is held. */
    public Optional<Path> find(String group, Digest digest) {
        return Optional.of(path(group, digest)).filter(Files::isRegularFile);
    }

    /**
     * Drops a file; nothing happens if it is not held.
     *
     * @throws IOException if it cannot be deleted
     */
    public void drop(String group, Digest digest) throws IOException {
        Files.deleteIfExists(path(group, digest));
    }

    /**
     * Every file that is held.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<Held> list() throws IOException {
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.filter(file -> !file.startsWith(incoming))
                    .filter(Files::isRegularFile)
                    .filter(file -> root.relativize(file).getNameCount() == 2)
                    .filter(file -> Digest.isHex(file.getFileName().toString()))
                    .map(file -> held(root.relativize(file), file))
                    .toList();
        }
    }

    private Path path(String group, Digest digest) {
        return root.resolve(group).resolve(digest.hex());
    }

    private static Held held(Path name, Path file) {
        try {
            return new Held(
                    name.getName(0).toString(),
                    new Digest(name.getName(1).toString()),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Counted write(Path file, long maxBytes, Chunks chunks, LongConsumer progress) throws IOException {
        MessageDigest digest = Digest.algorithm();
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (ByteBuffer chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                bytes += chunk.remaining();
                if (bytes > maxBytes) {
                    return new Counted(bytes, null);
                }
                digest.update(chunk.duplicate());
                while (chunk.hasRemaining()) {
                    channel.write(chunk);
                }
                progress.accept(bytes);
            }
            channel.force(true);
        }
        return new Counted(bytes, Digest.of(digest));
    }

    private record Counted(long bytes, @Nullable Digest digest) {}

    /**
     * A file in the folder.
     *
     * @param group name of the folder within
     * @param digest of the file
     * @param bytes its size
     * @param usedMillis when it was last written or marked as used, in epoch milliseconds
     */
    public record Held(String group, Digest digest, long bytes, long usedMillis) {}
}
