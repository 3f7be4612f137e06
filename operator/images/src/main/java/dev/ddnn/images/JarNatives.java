package dev.ddnn.images;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Takes native libraries out of jars: those for Linux on the image's machine go into a folder of the image, all others are dropped. So nothing is
 * unpacked when a pod starts, and no image carries the libraries of other systems.
 *
 * @param jar the jar without native libraries, or as it was if it has none
 * @param natives by file name, those of the wanted machine
 */
record JarNatives(byte[] jar, Map<String, byte[]> natives) {
    /** Local, so that the bytes do not depend on the time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dylib|jnilib|dll|pdb|a)|.*\\.dSYM/.*");

    /**
     * Splits a jar.
     *
     * @param jar the jar's file
     * @param arch the machine whose libraries are wanted
     */
    static JarNatives of(Path jar, Arch arch) {
        try {
            return of(Files.readAllBytes(jar), arch);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jar, e);
        }
    }

    /** Whether a jar's entry is, or belongs to, a native library of whatever system. */
    static boolean isNative(String entry) {
        return NATIVE.matcher(entry).matches();
    }

    private static JarNatives of(byte[] jar, Arch arch) throws IOException {
        var natives = new TreeMap<String, byte[]>();
        var slim = new ByteArrayOutputStream(jar.length / 2);
        boolean changed = false;
        try (var in = new ZipInputStream(new ByteArrayInputStream(jar));
                var out = new ZipOutputStream(slim)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (isNative(entry.getName())) {
                    changed = true;
                    keep(entry.getName(), in.readAllBytes(), arch, natives);
                } else {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTimeLocal(TIME);
                    out.putNextEntry(copy);
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
        return new JarNatives(changed ? slim.toByteArray() : jar, natives);
    }

    private static void keep(String entry, byte[] content, Arch arch, Map<String, byte[]> natives) {
        Optional<ElfFile> elf = ElfFile.read(content);
        if (elf.isEmpty() || elf.get().machine() != arch.elfMachine() || !entry.contains("linux")) {
            return;
        }
        String name = entry.substring(entry.lastIndexOf('/') + 1);
        if (natives.putIfAbsent(name, content) != null) {
            throw new ImageException("A jar has two native libraries of the name " + name + " for " + arch.description()
                    + "; the image has room for one. Found the second as " + entry + ".");
        }
    }
}
