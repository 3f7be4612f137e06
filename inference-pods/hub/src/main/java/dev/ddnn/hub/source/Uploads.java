package dev.ddnn.hub.source;

import dev.ddnn.hub.verify.Chunks;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.Expected;
import dev.ddnn.hub.verify.Intake;
import dev.ddnn.hub.verify.VerifiedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Models that someone put here. They are nowhere else, so nothing ever evicts them: what does not fit is refused before it is
 * read.
 */
public final class Uploads {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final VerifiedFolder folder;
    private final long maxModelBytes;
    private final long maxTotalBytes;
    private long reserved;

    /**
     * @param folder where they stay, over restarts too
     * @param maxModelBytes the largest single upload
     * @param maxTotalBytes what all together may have
     */
    public Uploads(VerifiedFolder folder, long maxModelBytes, long maxTotalBytes) {
        this.folder = folder;
        this.maxModelBytes = maxModelBytes;
        this.maxTotalBytes = maxTotalBytes;
    }

    /** Whether the text can be the name of an upload: a DNS label, and so never a way out of the folder. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The largest single upload. */
    public long maxModelBytes() {
        return maxModelBytes;
    }

    /** What all together may have. */
    public long maxTotalBytes() {
        return maxTotalBytes;
    }

    /**
     * Takes an upload in. Room for it is kept free while it comes.
     *
     * @param name checked with {@link #isName}
     * @param announced bytes that it says to have; negative if it says nothing
     * @throws IOException if the body cannot be read or the file not be written; nothing is kept then
     */
    public UploadOutcome take(String name, Digest digest, long announced, Chunks body) throws IOException {
        if (announced > maxModelBytes) {
            return new UploadOutcome.Read(new Intake.TooLarge(maxModelBytes));
        }
        long wanted = announced < 0 ? maxModelBytes : announced;
        long free = reserve(wanted);
        if (wanted > free) {
            return new UploadOutcome.Full(wanted, Math.max(0, free));
        }
        try {
            return new UploadOutcome.Read(folder.take(name, new Expected(digest, wanted), body, bytes -> {}));
        } finally {
            release(wanted);
        }
    }

    private synchronized long reserve(long wanted) throws IOException {
        long free = maxTotalBytes
                - reserved
                - folder.list().stream().mapToLong(VerifiedFolder.Held::bytes).sum();
        reserved += wanted <= free ? wanted : 0;
        return free;
    }

    private synchronized void release(long wanted) {
        reserved -= wanted;
    }

    /** The upload, if it is held. */
    public Optional<Path> find(String name, Digest digest) {
        return folder.find(name, digest);
    }

    /**
     * The digests that are held under a name.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<Digest> digests(String name) throws IOException {
        return folder.list().stream()
                .filter(held -> held.group().equals(name))
                .map(VerifiedFolder.Held::digest)
                .sorted(Comparator.comparing(Digest::hex))
                .toList();
    }
}
