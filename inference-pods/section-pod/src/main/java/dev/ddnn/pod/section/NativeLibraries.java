package dev.ddnn.pod.section;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Unpacks the engine's libraries into the pod's cache and points the engine there. Left alone it unpacks 28 MB into the temporary
 * directory at each start, and leaves them there when the process is killed.
 */
public final class NativeLibraries {
    private static final Logger LOG = Logger.getLogger(NativeLibraries.class);
    private static final String PROPERTY = "onnxruntime.native.path";
    private static final String RESOURCES = "/ai/onnxruntime/native/";
    private static final List<String> FILES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

    private NativeLibraries() {}

    /** Unpacks what is not there yet. On systems other than Linux, and if anything fails, the engine does it in its own way. */
    public static synchronized void unpack(Path cache) {
        var resources = RESOURCES + platform() + "/";
        if (System.getProperty(PROPERTY) != null
                || NativeLibraries.class.getResource(resources + FILES.get(0)) == null) {
            return;
        }
        var directory = cache.resolve("native").resolve(platform()).toAbsolutePath();
        try {
            Files.createDirectories(directory);
            for (String name : FILES) {
                unpack(resources + name, directory.resolve(name));
            }
            System.setProperty(PROPERTY, directory.toString());
        } catch (IOException e) {
            LOG.warnf("the engine's libraries cannot be unpacked into %s: %s", directory, e.getMessage());
        }
    }

    private static String platform() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var machine = System.getProperty("os.arch", "");
        return (system.contains("linux") ? "linux" : "other") + "-" + (machine.equals("amd64") ? "x64" : machine);
    }

    /** Copies without holding the file in memory; one of the same size is taken as unpacked before. */
    private static void unpack(String resource, Path file) throws IOException {
        var url = NativeLibraries.class.getResource(resource);
        if (url == null) {
            throw new IOException("the engine's jar has no " + resource);
        }
        var connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            if (Files.isRegularFile(file) && Files.size(file) == connection.getContentLengthLong()) {
                return;
            }
            var temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "unpack", ".part");
            Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
