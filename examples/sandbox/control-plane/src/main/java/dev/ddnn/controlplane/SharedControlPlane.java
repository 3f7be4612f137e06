package dev.ddnn.controlplane;

import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One control plane for all tests of a JVM, since a start costs seconds: made at first use, stopped when the JVM ends.
 * Tests keep apart by namespaces. Its files lie in {@code target/control-plane} if there is a {@code target} in the
 * working directory, else in the temporary directory; the logs stay for a look, the data does not.
 */
public final class SharedControlPlane {

    /** Parts, the JVM, and what makes it unique. */
    private static final Pattern MADE_BY = Pattern.compile("[a-z_]+-([0-9]{1,9})-[0-9]+");

    private static final Map<Parts, ControlPlane> RUNNING = new EnumMap<>(Parts.class);
    /** What was missing once is missing for all tests: nobody tries minutes of compilation again. */
    private static @Nullable Obstacle obstacle;

    private record Obstacle(ProgramsUnavailable.Reason reason, String what, String remedy) {
        ProgramsUnavailable again() {
            return new ProgramsUnavailable(reason, what, remedy);
        }
    }

    private SharedControlPlane() {}

    /**
     * Returns the control plane with exactly these parts, starting it at the first call.
     *
     * @throws ProgramsUnavailable if Kubernetes' programs can be neither found nor compiled; remembered
     */
    public static synchronized ControlPlane get(Parts parts) throws ProgramsUnavailable, InterruptedException {
        if (obstacle != null) {
            throw obstacle.again();
        }
        var running = RUNNING.get(parts);
        if (running != null) {
            return running;
        }
        try {
            var started = start(parts);
            RUNNING.put(parts, started);
            return started;
        } catch (ProgramsUnavailable e) {
            obstacle = new Obstacle(e.reason(), e.what(), e.remedy());
            throw e;
        } catch (IOException e) {
            throw new ControlPlaneFailure("No directory for the shared control plane: " + e, e);
        }
    }

    private static ControlPlane start(Parts parts) throws IOException, ProgramsUnavailable, InterruptedException {
        var build = Path.of("target").toAbsolutePath();
        var parent = Files.isDirectory(build)
                ? Files.createDirectories(build.resolve("control-plane"))
                : Files.createTempDirectory("ddnn-control-plane");
        deleteAbandoned(parent);
        var name = parts.name().toLowerCase(Locale.ROOT) + "-"
                + ProcessHandle.current().pid() + "-";
        var started = ControlPlane.start(ControlPlaneOptions.in(Files.createTempDirectory(parent, name))
                .parts(parts)
                .withoutShutdownHook()
                .build());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "stop-shared-control-plane"));
        return started;
    }

    private static void stop(ControlPlane started) {
        started.close();
        try {
            delete(new Layout(started.directory()).etcdData());
        } catch (IOException e) {
            throw new ControlPlaneFailure("The data of " + started.directory() + " cannot be deleted: " + e, e);
        }
    }

    /** A JVM that was killed leaves its directory. Several JVMs begin at the same time: they clean up one after the other. */
    private static void deleteAbandoned(Path parent) throws IOException {
        try (var channel =
                        FileChannel.open(parent.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock();
                var directories = Files.newDirectoryStream(parent, Files::isDirectory)) {
            if (!lock.isValid()) {
                throw new IOException(parent + " is not locked");
            }
            for (var directory : directories) {
                if (!isOfRunningJVM(directory) && DirectoryLock.isAbandoned(new Layout(directory))) {
                    delete(directory);
                }
            }
        }
    }

    /** It may be about to lock its directory, which looks abandoned for that moment. */
    private static boolean isOfRunningJVM(Path directory) {
        var named = MADE_BY.matcher(directory.getFileName().toString());
        return named.matches()
                && ProcessHandle.of(Long.parseLong(named.group(1))).isPresent();
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
