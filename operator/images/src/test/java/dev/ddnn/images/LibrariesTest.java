package dev.ddnn.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrariesTest {
    private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

    @TempDir
    Path folder;

    private Path root;
    private Path program;

    @BeforeEach
    void aProgramThatNeedsAnEngineWhichNeedsMore() throws IOException {
        root = folder.resolve("root");
        program = file(
                "app/program",
                TestElf.of(Arch.AMD64).startedBy(LOADER).needs("libengine.so.1").needs("libc.so.6"));
        file("root/lib64/ld-linux-x86-64.so.2", TestElf.of(Arch.AMD64).called("ld-linux-x86-64.so.2"));
        file("root/lib/x86_64-linux-gnu/libc.so.6", TestElf.of(Arch.AMD64).needs("ld-linux-x86-64.so.2"));
    }

    @Test
    void librariesOfLibrariesComeAlongAtThePathsWhereTheLoaderLooks() throws IOException {
        // Given
        Path engine = file(
                "app/libengine.so",
                TestElf.of(Arch.AMD64).called("libengine.so.1").needs("libstdc++.so.6"));
        file(
                "root/usr/lib/x86_64-linux-gnu/libstdc++.so.6",
                TestElf.of(Arch.AMD64).needs("libm.so.6"));
        file("root/lib/x86_64-linux-gnu/libm.so.6", TestElf.of(Arch.AMD64).needs("libc.so.6"));

        // When
        var found = new Libraries(Arch.AMD64, root).neededBy(List.of(program, engine));

        // Then
        assertThat(found.keySet())
                .extracting(Path::toString)
                .containsExactlyInAnyOrder(
                        LOADER,
                        "/lib/x86_64-linux-gnu/libc.so.6",
                        "/lib/x86_64-linux-gnu/libm.so.6",
                        "/usr/lib/x86_64-linux-gnu/libstdc++.so.6");
    }

    @Test
    void whatTheSystemOpensByNameComesAlongWhereItExists() throws IOException {
        // Given
        Path engine = file("app/libengine.so", TestElf.of(Arch.AMD64).called("libengine.so.1"));
        file("root/lib/x86_64-linux-gnu/libnss_dns.so.2", TestElf.of(Arch.AMD64).needs("libc.so.6"));

        // When
        var found = new Libraries(Arch.AMD64, root).neededBy(List.of(program, engine));

        // Then
        assertThat(found).containsKey(Path.of("/lib/x86_64-linux-gnu/libnss_dns.so.2"));
    }

    @Test
    void aLibraryOfAnotherMachineDoesNotCount() throws IOException {
        // Given
        file("root/usr/lib/libengine.so.1", TestElf.of(Arch.ARM64));

        // When
        var search = new Libraries(Arch.AMD64, root);

        // Then
        assertThatThrownBy(() -> search.neededBy(List.of(program)))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("needs libengine.so.1 for linux/x86_64")
                .hasMessageContaining("Install the package");
    }

    private Path file(String name, TestElf elf) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, elf.build());
    }
}
