package dev.ddnn.controlplane;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that a directory is in use, to this JVM and to others; the kernel lets go when the JVM ends in whatever way.
 * Within a JVM the names are kept apart first: to close a second channel of a locked file would undo the lock.
 */
final class DirectoryLock implements AutoCloseable {

    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock of a directory, or nothing if somebody has it. */
    static Optional<DirectoryLock> tryAcquire(Layout layout) throws IOException {
        var file = layout.lock().toAbsolutePath().normalize();
        if (!OURS.add(file)) {
            return Optional.empty();
        }
        boolean acquired = false;
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            acquired = isFree(channel);
            if (acquired) {
                return Optional.of(new DirectoryLock(file, channel));
            }
            channel.close();
            return Optional.empty();
        } finally {
            if (!acquired) {
                OURS.remove(file);
            }
        }
    }

    /** Whether a control plane was here and none is any more. */
    static boolean isAbandoned(Layout layout) throws IOException {
        if (!Files.exists(layout.lock())) {
            return false;
        }
        var lock = tryAcquire(layout);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isPresent();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OURS.remove(file);
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another class loader of this JVM has it
        }
    }
}
