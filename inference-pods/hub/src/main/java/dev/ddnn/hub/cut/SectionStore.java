package dev.ddnn.hub.cut;

import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.Chunks;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.Expected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of cut sections by digest, in the cache: a cut request makes a lost one again, with the same bytes. */
public final class SectionStore {
    private static final String SECTIONS = "sections";

    private final BoundedCache cache;

    /** Over the cache that fetched models are in too. */
    public SectionStore(BoundedCache cache) {
        this.cache = cache;
    }

    /**
     * The section's file, if it is held.
     *
     * @throws IOException if the cache cannot be used
     */
    public Optional<Path> find(Digest digest) throws IOException {
        return cache.use(SECTIONS, digest);
    }

    boolean holds(Digest digest) {
        return cache.holds(SECTIONS, digest);
    }

    /** What all files together may have. */
    long maxBytes() {
        return cache.maxBytes();
    }

    void put(Digest digest, byte[] onnx) throws IOException {
        if (find(digest).isEmpty()) {
            cache.take(SECTIONS, new Expected(digest, onnx.length), Chunks.of(onnx), bytes -> {})
                    .fold(
                            stored -> stored,
                            mismatch -> {
                                throw new IllegalStateException(
                                        "a section has digest %s, said to be %s".formatted(mismatch.found(), digest));
                            },
                            tooLarge -> {
                                throw new IllegalStateException("a section grew while it was written");
                            });
        }
    }
}
