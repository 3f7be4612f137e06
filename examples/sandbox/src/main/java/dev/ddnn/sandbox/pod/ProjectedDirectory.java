package dev.ddnn.sandbox.pod;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes files the way a kubelet projects them: into a directory of their own, which {@code ..data} points to; a change swaps
 * that link by rename, so a reader sees all old or all new files.
 */
final class ProjectedDirectory {
    private static final String CURRENT = "..data";
    private static final AtomicLong SERIAL = new AtomicLong(System.currentTimeMillis());

    private ProjectedDirectory() {}

    /**
     * Makes the directory hold exactly these files.
     *
     * @param files content by relative path
     * @return false if it held them already
     */
    static boolean project(Path directory, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(directory);
        Path current = directory.resolve(CURRENT);
        if (Files.isDirectory(current) && holds(current, files)) {
            return false;
        }
        Path newer = directory.resolve("..v" + SERIAL.incrementAndGet());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = newer.resolve(file.getKey()).normalize();
            if (!target.startsWith(newer)) {
                throw new IOException("path leaves its volume: " + file.getKey());
            }
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        Files.createDirectories(newer);
        swap(directory, newer, files.keySet());
        return true;
    }

    private static boolean holds(Path current, Map<String, byte[]> files) throws IOException {
        Path root = current.toRealPath();
        try (Stream<Path> found = Files.walk(root)) {
            List<Path> present = found.filter(Files::isRegularFile).toList();
            for (Path file : present) {
                byte[] wanted = files.get(root.relativize(file).toString());
                if (wanted == null || !Arrays.equals(wanted, Files.readAllBytes(file))) {
                    return false;
                }
            }
            return present.size() == files.size();
        }
    }

    private static void swap(Path directory, Path newer, Set<String> paths) throws IOException {
        Path current = directory.resolve(CURRENT);
        Path older = Files.exists(current) ? current.toRealPath() : null;
        Path draft = directory.resolve("..data_tmp");
        Files.deleteIfExists(draft);
        Files.createSymbolicLink(draft, newer.getFileName());
        Files.move(draft, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Set<String> tops =
                paths.stream().map(p -> Path.of(p).getName(0).toString()).collect(Collectors.toSet());
        for (String top : tops) {
            Path link = directory.resolve(top);
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, Path.of(CURRENT, top));
            }
        }
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!name.startsWith("..") && !tops.contains(name)) {
                    Files.delete(entry);
                }
            }
        }
        if (older != null) {
            deleteTree(older);
        }
    }

    /** Removes a directory with all that is in it; links are not followed. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
