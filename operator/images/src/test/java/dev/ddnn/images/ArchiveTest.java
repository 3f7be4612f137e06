package dev.ddnn.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final Instant MONDAY = Instant.parse("2026-02-02T08:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-02-06T17:00:00Z");

    @TempDir
    Path folder;

    @Test
    void theSameContentGivesTheSameBytesWheneverAndWhereverItWasBuilt() throws IOException {
        // Given
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");

        // When
        List<Path> monday = write(first, MONDAY, Arch.AMD64);
        List<Path> friday = write(second, FRIDAY, Arch.AMD64);

        // Then
        assertThat(monday).hasSameSizeAs(Part.values());
        for (int i = 0; i < monday.size(); i++) {
            assertThat(monday.get(i)).hasSameBinaryContentAs(friday.get(i));
        }
    }

    @Test
    void imagesOfOtherMachinesAreReadBackAndChecked() throws IOException {
        // Given
        List<Path> files = write(folder, MONDAY, Arch.ARM64);

        // When
        Archive archive = Archive.read(files.get(Part.SECTION_POD.ordinal()));

        // Then
        archive.check(Arch.ARM64);
        assertThat(archive.architecture()).isEqualTo("arm64");
        assertThat(archive.user()).isEqualTo("65532:65532");
        assertThat(archive.machines())
                .containsOnlyKeys(
                        "/lib64/ld-test.so",
                        "/lib/aarch64-linux-gnu/libc.so.6",
                        "/opt/ddnn/native/libengine.so",
                        "/opt/java/bin/java");
        assertThat(archive.packedNatives()).isEmpty();
        assertThatThrownBy(() -> archive.check(Arch.AMD64)).hasMessageContaining("The manifest says arm64");
    }

    @Test
    void aBinaryOfAnotherMachineIsNamed() {
        // Given
        var archive =
                new Archive("arm64", Base.USER, Map.of("layer", 1L), 1, Map.of("/opt/java/bin/java", 62), List.of());

        // Then
        assertThatThrownBy(() -> archive.check(Arch.ARM64))
                .isInstanceOf(ImageException.class)
                .hasMessage("Not for linux/aarch64: /opt/java/bin/java (machine 62).");
    }

    @Test
    void imagesShareTheLayersBeneathAndNoneHoldsTheShellStarter() throws IOException {
        // When
        List<Image> images = new TestCheckout(folder, MONDAY).images(Arch.AMD64);

        // Then
        assertThat(images).allSatisfy(image -> {
            assertThat(image.layers().get(0)).isSameAs(images.get(0).layers().get(0));
            assertThat(image.layers().get(1)).isSameAs(images.get(0).layers().get(1));
            assertThat(image.layers())
                    .extracting(Layer::name)
                    .startsWith("system", "java")
                    .endsWith("application");
            assertThat(image.layers())
                    .allSatisfy(layer ->
                            assertThat(layer.entries().keySet()).noneMatch(path -> path.endsWith("entrypoint")));
        });
    }

    private static List<Path> write(Path folder, Instant time, Arch arch) throws IOException {
        var writer = new Writer(folder.resolve("cache"));
        return new TestCheckout(Files.createDirectories(folder), time)
                .images(arch).stream()
                        .map(image -> {
                            String part = image.part().imageName();
                            Path file = folder.resolve(part + ".tar");
                            writer.tar(image, "ddnn.dev/" + part + ":1", file);
                            return file;
                        })
                        .toList();
    }
}
