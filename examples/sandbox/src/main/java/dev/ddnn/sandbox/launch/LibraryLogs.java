package dev.ddnn.sandbox.launch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** What libraries log goes into a file: the console is for what the user asked for. */
public final class LibraryLogs {
    private LibraryLogs() {}

    /** From now on. */
    public static void into(Path file) throws IOException {
        String settings = "handlers=java.util.logging.FileHandler\n.level=INFO\njava.util.logging.FileHandler.pattern="
                + file
                + "\njava.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter\n";
        try (InputStream in = new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8))) {
            LogManager.getLogManager().readConfiguration(in);
        }
    }
}
