package dev.ddnn.controlplane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What tests ask about the processes of this machine. */
public final class Processes {

    private Processes() {}

    /** Command lines of all processes but this one that mention a path. */
    public static List<String> mentioning(Path path) throws IOException {
        var found = new ArrayList<String>();
        long self = ProcessHandle.current().pid();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var entry : entries) {
                var command = commandLine(entry);
                if (command.contains(path.toString())
                        && !entry.getFileName().toString().equals(Long.toString(self))) {
                    found.add(entry.getFileName() + ": " + command);
                }
            }
        }
        return found;
    }

    /** Waits until a condition holds. */
    public static boolean within(Duration time, BooleanSupplier condition) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 20, TimeUnit.MILLISECONDS)
                    .join();
        }
        return true;
    }

    /** Waits until no process mentions a path; returns those that still do. */
    public static List<String> leftAfter(Duration time, Path path) throws IOException {
        within(time, () -> {
            try {
                return mentioning(path).isEmpty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return mentioning(path);
    }

    private static String commandLine(Path entry) {
        try {
            return Files.readString(entry.resolve("cmdline")).replace('\0', ' ').strip();
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }
}
