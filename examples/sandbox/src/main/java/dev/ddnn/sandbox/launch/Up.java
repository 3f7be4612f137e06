package dev.ddnn.sandbox.launch;

import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import dev.ddnn.sandbox.story.InvalidStoryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The program behind {@code examples/up}. */
public final class Up {
    private static final Logger LOG = Logger.getLogger(Up.class.getName());
    private static final int WRONG_USE = 2;
    private static final int FAILED = 1;
    private static final long PATIENCE_SECONDS = 12;

    private final Console console = new Console();
    private final Cleanup cleanup = new Cleanup();
    private volatile boolean ending;
    private volatile boolean finished;

    private Up() {}

    /** Runs a story; ends with 0, or with the reason on standard error. */
    public static void main(String[] arguments) {
        Up up = new Up();
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        int code = up.run(List.of(arguments));
        up.finished = true;
        if (!up.ending) {
            System.exit(code);
        }
    }

    private int run(List<String> arguments) {
        try {
            Options options = Options.parse(arguments);
            Path directory = directory(options);
            quietLogs(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(endInOrder(Thread.currentThread()), "end"));
            int code = FAILED;
            try {
                code = new Performance(options, Checkout.find(), directory, cleanup, console).run();
            } catch (Options.UsageException | InvalidStoryException e) {
                code = WRONG_USE;
                throw e;
            } finally {
                cleanup.close();
                leave(options, directory, code);
            }
            return code;
        } catch (Options.UsageException | InvalidStoryException e) {
            console.say(String.valueOf(e.getMessage()));
            return WRONG_USE;
        } catch (InterruptedException e) {
            console.say("ending");
            return FAILED;
        } catch (ProgramsUnavailable | IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "ended by", e);
            if (ending) {
                console.say("ending");
            } else {
                console.say("FAILED: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
            return FAILED;
        }
    }

    /** On Ctrl-C or TERM: the main thread stops what it does and cleans up; if it cannot, this thread does. */
    private Runnable endInOrder(Thread main) {
        return () -> {
            if (finished) {
                return;
            }
            ending = true;
            try {
                main.interrupt();
                main.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cleanup.close();
        };
    }

    private static Path directory(Options options) throws IOException, Options.UsageException {
        if (options.keep() != null) {
            try {
                return Files.createDirectories(options.keep());
            } catch (IOException e) {
                throw new Options.UsageException(
                        "--keep must name a directory that can be made, found '" + options.keep() + "': " + e);
            }
        }
        return Files.createTempDirectory(
                "ddnn-sandbox-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** What libraries log goes into a file: the console is for what the user asked for. */
    private static void quietLogs(Path directory) throws IOException {
        String settings = "handlers=java.util.logging.FileHandler\n.level=INFO\njava.util.logging.FileHandler.pattern="
                + directory.resolve("sandbox.log")
                + "\njava.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter\n";
        try (InputStream in = new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8))) {
            LogManager.getLogManager().readConfiguration(in);
        }
    }

    private void leave(Options options, Path directory, int code) {
        if (options.keep() != null || code == FAILED && !ending) {
            console.say("logs are in " + directory);
            return;
        }
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("left behind: " + directory, e);
        }
    }
}
