package dev.ddnn.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarNativesTest {
    private static final byte[] TEXT = {1, 2, 3};

    @TempDir
    Path folder;

    @Test
    void onlyTheLibrariesOfTheMachineAreTakenOutAndNoneStays() throws IOException {
        // Given
        var content = new LinkedHashMap<String, byte[]>();
        content.put("dev/Engine.class", TEXT);
        content.put("native/linux-x64/libengine.so", TestElf.of(Arch.AMD64).build());
        content.put("native/linux-aarch64/libengine.so", TestElf.of(Arch.ARM64).build());
        content.put("native/freebsd-x64/libengine.so", TestElf.of(Arch.AMD64).build());
        content.put("native/win-x64/engine.dll", TEXT);
        content.put("native/osx/libengine.dylib.dSYM/Contents/Info.plist", TEXT);

        // When
        JarNatives split = JarNatives.of(jar(content), Arch.ARM64);

        // Then
        assertThat(entries(split.jar())).containsExactly("dev/Engine.class");
        assertThat(split.natives()).containsOnlyKeys("libengine.so");
        assertThat(split.natives().get("libengine.so"))
                .isEqualTo(TestElf.of(Arch.ARM64).build());
    }

    @Test
    void aJarWithoutNativeLibrariesStaysAsItIs() throws IOException {
        // Given
        Path jar = jar(Map.of("dev/Engine.class", TEXT));

        // When
        JarNatives split = JarNatives.of(jar, Arch.AMD64);

        // Then
        assertThat(split.jar()).isEqualTo(Files.readAllBytes(jar));
        assertThat(split.natives()).isEmpty();
    }

    @Test
    void twoLibrariesOfOneNameAreRefused() throws IOException {
        // Given
        Path jar = jar(new LinkedHashMap<>(Map.of(
                "linux-x64/libengine.so", TestElf.of(Arch.AMD64).build(),
                "linux-x64-musl/libengine.so",
                        TestElf.of(Arch.AMD64).needs("libc.so").build())));

        // Then
        assertThatThrownBy(() -> JarNatives.of(jar, Arch.AMD64))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("two native libraries of the name libengine.so");
    }

    private Path jar(Map<String, byte[]> content) throws IOException {
        Path jar = folder.resolve("engine.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }

    private static List<String> entries(byte[] jar) throws IOException {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
