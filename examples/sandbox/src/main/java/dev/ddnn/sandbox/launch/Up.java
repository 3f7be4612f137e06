package dev.ddnn.sandbox.launch;

import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import dev.ddnn.sandbox.story.InvalidStoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** The program behind {@code examples/up}. */
public final class Up {
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Console console = new Console();
    private final Cleanup cleanup = new Cleanup();
    private final OrderlyEnd end = new OrderlyEnd(console, cleanup, PATIENCE);

    private Up() {}

    /** Runs a story; ends with 0, or with the reason on standard error. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Up up = new Up();
        up.end.runAndExit(() -> up.run(List.of(arguments)));
    }

    private int run(List<String> arguments)
            throws IOException, ProgramsUnavailable, InterruptedException, UsageException {
        Options options = Options.parse(arguments);
        Path directory = directory(options);
        LibraryLogs.into(directory.resolve("sandbox.log"));
        int code = OrderlyEnd.FAILED;
        try {
            code = new Performance(options, Checkout.find(), directory, cleanup, console).run();
        } catch (UsageException | InvalidStoryException e) {
            code = OrderlyEnd.WRONG_USE;
            throw e;
        } finally {
            cleanup.close();
            leave(options, directory, code);
        }
        return code;
    }

    private static Path directory(Options options) throws IOException, UsageException {
        if (options.keep() != null) {
            try {
                return Files.createDirectories(options.keep());
            } catch (IOException e) {
                throw new UsageException(
                        "--keep must name a directory that can be made, found '" + options.keep() + "': " + e);
            }
        }
        return Files.createTempDirectory(
                "ddnn-sandbox-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private void leave(Options options, Path directory, int code) {
        if (options.keep() != null || code == OrderlyEnd.FAILED && !end.ending()) {
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
