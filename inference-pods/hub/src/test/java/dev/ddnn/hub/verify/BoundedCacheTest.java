package dev.ddnn.hub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.hub.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedCacheTest {
    @TempDir
    Path root;

    private final ManualClock clock = new ManualClock();

    @Test
    void fileNotUsedForLongestGoesFirst() throws IOException {
        // Given
        BoundedCache cache = open(300);
        put(cache, 1, 2, 3);
        cache.use("group", digest(1));

        // When
        put(cache, 4);

        // Then
        assertThat(held(cache)).containsExactly(1, 3, 4);
        assertThat(cache.bytes()).isEqualTo(300);
    }

    @Test
    void fileThatIsAskedForStays() throws IOException {
        // Given
        BoundedCache cache = open(300);
        put(cache, 1, 2, 3);
        assertThat(cache.holds("group", digest(1))).isTrue();

        // When
        put(cache, 4);

        // Then
        assertThat(held(cache)).containsExactly(1, 3, 4);
    }

    @Test
    void orderOfUseOutlivesARestart() throws IOException {
        // Given
        BoundedCache before = open(300);
        put(before, 1, 2, 3);
        clock.advance(Duration.ofSeconds(1));
        before.use("group", digest(1));

        // When
        BoundedCache after = open(200);

        // Then
        assertThat(held(after)).contains(1).hasSize(2);
        assertThat(after.bytes()).isEqualTo(200);
    }

    @Test
    void repeatedFileCountsOnce() throws IOException {
        // Given
        BoundedCache cache = open(300);

        // When
        put(cache, 1, 1, 1);

        // Then
        assertThat(cache.bytes()).isEqualTo(100);
    }

    @Test
    void fileThatVanishedIsForgotten() throws IOException {
        // Given
        BoundedCache cache = open(300);
        put(cache, 1);
        Files.delete(root.resolve("group").resolve(digest(1).hex()));

        // When
        var found = cache.use("group", digest(1));

        // Then
        assertThat(found).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    private BoundedCache open(long maxBytes) throws IOException {
        return new BoundedCache(new VerifiedFolder(root), maxBytes, clock);
    }

    private void put(BoundedCache cache, int... files) throws IOException {
        for (int file : files) {
            clock.advance(Duration.ofSeconds(1));
            cache.take("group", new Expected(digest(file), 100), Chunks.of(content(file)), bytes -> {});
            cache.use("group", digest(file));
        }
    }

    private static int[] held(BoundedCache cache) {
        return IntStream.rangeClosed(1, 4)
                .filter(file -> cache.holds("group", digest(file)))
                .toArray();
    }

    private static Digest digest(int file) {
        return Digest.of(content(file));
    }

    private static byte[] content(int file) {
        byte[] bytes = new byte[100];
        bytes[0] = (byte) file;
        return bytes;
    }
}
