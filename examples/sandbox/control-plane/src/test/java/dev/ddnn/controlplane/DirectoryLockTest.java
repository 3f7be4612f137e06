package dev.ddnn.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    Path directory;

    @Test
    void oneHasItUntilItIsGivenBack() throws Exception {
        // Given
        var layout = new Layout(directory);
        assertThat(DirectoryLock.isAbandoned(layout)).isFalse();
        var first = DirectoryLock.tryAcquire(layout);

        // When, Then
        assertThat(first).isPresent();
        assertThat(DirectoryLock.tryAcquire(layout)).isEmpty();
        assertThat(DirectoryLock.isAbandoned(layout)).isFalse();
        first.orElseThrow().close();
        assertThat(DirectoryLock.isAbandoned(layout)).isTrue();
        DirectoryLock.tryAcquire(layout).orElseThrow().close();
    }
}
