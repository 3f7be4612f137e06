package dev.ddnn.hub.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Files that can be made again: the ones not used for longest go when there is not enough room. What was last used is known
 * after a restart too.
 */
public final class BoundedCache {
    private final VerifiedFolder folder;
    private final long maxBytes;
    private final Clock clock;
    private final Map<Key, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * Takes over what the folder holds, and makes it fit.
     *
     * @param maxBytes what all files together may have
     * @throws IOException if the folder cannot be read, or a file not be dropped
     */
    public BoundedCache(VerifiedFolder folder, long maxBytes, Clock clock) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.clock = clock;
        folder.list().stream()
                .sorted(Comparator.comparingLong(VerifiedFolder.Held::usedMillis))
                .forEach(held -> note(new Key(held.group(), held.digest()), held.bytes()));
        makeRoom();
    }

    /** What all files together may have. */
    public long maxBytes() {
        return maxBytes;
    }

    /** What all files together have. */
    public synchronized long bytes() {
        return bytes;
    }

    /**
     * Takes bytes in as {@link VerifiedFolder#take} does; others may go for them.
     *
     * @throws IOException if the pieces cannot be read, the file not be written or another not be dropped
     */
    public Intake take(String group, Expected expected, Chunks chunks, LongConsumer progress) throws IOException {
        Intake intake = folder.take(group, expected, chunks, progress);
        long stored = intake.fold(Intake.Stored::bytes, mismatch -> -1L, tooLarge -> -1L);
        if (stored >= 0) {
            synchronized (this) {
                note(new Key(group, expected.digest()), stored);
                makeRoom();
            }
        }
        return intake;
    }

    /**
     * The file, if it is held; it counts as used now.
     *
     * @throws IOException if it cannot be marked as used
     */
    public synchronized Optional<Path> use(String group, Digest digest) throws IOException {
        Key key = new Key(group, digest);
        Optional<Path> file = folder.find(group, digest);
        if (file.isEmpty()) {
            forget(key);
            return file;
        }
        sizes.get(key);
        Files.setLastModifiedTime(file.get(), FileTime.from(clock.instant()));
        return file;
    }

    /** Whether the file is held; being asked for counts as use, though not over a restart. */
    public synchronized boolean holds(String group, Digest digest) {
        sizes.get(new Key(group, digest));
        return folder.find(group, digest).isPresent();
    }

    /**
     * Drops a file that turned out to be damaged.
     *
     * @throws IOException if it cannot be deleted
     */
    public synchronized void drop(String group, Digest digest) throws IOException {
        folder.drop(group, digest);
        forget(new Key(group, digest));
    }

    private void note(Key key, long size) {
        forget(key);
        sizes.put(key, size);
        bytes += size;
    }

    private void forget(Key key) {
        Long size = sizes.remove(key);
        bytes -= size == null ? 0 : size;
    }

    private void makeRoom() throws IOException {
        Iterator<Map.Entry<Key, Long>> oldestFirst = sizes.entrySet().iterator();
        while (bytes > maxBytes && oldestFirst.hasNext()) {
            Map.Entry<Key, Long> oldest = oldestFirst.next();
            folder.drop(oldest.getKey().group(), oldest.getKey().digest());
            bytes -= oldest.getValue();
            oldestFirst.remove();
        }
    }

    private record Key(String group, Digest digest) {}
}
