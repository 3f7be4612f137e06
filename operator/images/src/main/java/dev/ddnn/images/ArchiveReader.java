package dev.ddnn.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads an image archive in one pass. */
final class ArchiveReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAYER = ".tar.gz";

    private final Path file;
    private final Map<String, Long> layers = new LinkedHashMap<>();
    private final Map<String, Integer> machines = new TreeMap<>();
    private final List<String> packedNatives = new ArrayList<>();
    private long unpacked;
    private JsonNode config = JSON.createObjectNode();

    ArchiveReader(Path file) {
        this.file = file;
    }

    Archive read() {
        try (var in = Files.newInputStream(file);
                var tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().endsWith(LAYER)) {
                    layers.put(entry.getName().replace(LAYER, ""), entry.getSize());
                    readLayer(tar);
                } else if (entry.getName().equals("config.json")) {
                    config = JSON.readTree(tar.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return new Archive(
                config.path("architecture").asText(),
                config.path("config").path("User").asText(),
                layers,
                unpacked,
                machines,
                packedNatives);
    }

    private void readLayer(InputStream compressed) throws IOException {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new Kept(compressed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isFile()) {
                    continue;
                }
                unpacked += entry.getSize();
                byte[] content = tar.readAllBytes();
                String path = "/" + entry.getName();
                ElfFile.read(content).ifPresent(elf -> machines.put(path, elf.machine()));
                if (entry.getName().endsWith(".jar")) {
                    readJar(entry.getName(), content);
                }
            }
        }
    }

    private void readJar(String jar, byte[] content) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (JarNatives.isNative(entry.getName())) {
                    packedNatives.add("/" + jar + "!" + entry.getName());
                }
            }
        }
    }

    /** A layer ends before the archive does: closing the one leaves the other open. */
    private static final class Kept extends FilterInputStream {
        Kept(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The archive's own stream goes on.
        }
    }
}
