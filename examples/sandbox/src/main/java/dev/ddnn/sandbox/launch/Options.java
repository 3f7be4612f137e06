package dev.ddnn.sandbox.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param story name of a folder in {@code examples}, or a path
 * @param once stop after the story's samples
 * @param data other samples of the story's layout; absent: the story's own
 * @param files that are written at the end
 * @param keep directory that keeps logs and kubeconfig; absent: a temporary one that is removed
 * @param startPods false: the nodes take no pods
 */
record Options(
        String story,
        boolean once,
        @Nullable Path data,
        OutputFiles files,
        @Nullable Path keep,
        boolean startPods) {
    static final String USAGE = """
            Usage: examples/up STORY [--once] [--data DIR] [--json FILE] [--answers FILE] [--keep DIR] [--no-pods]

            Runs a story on this machine: a real Kubernetes control plane, and its pods as processes. No root, no containers.

              STORY           folder in examples, such as digits
              --once          stop after the samples; otherwise it stays up until Ctrl-C or SIGTERM
              --data DIR      feed other samples: DIR holds one *-images-idx3-ubyte[.gz] and one *-labels-idx1-ubyte[.gz]
              --json FILE     write the table as one JSON object
              --answers FILE  write one JSON line per sample
              --keep DIR      keep logs and kubeconfig in DIR, which must be new or empty
              --no-pods       start no pods: shows that nothing gets Ready then
              --help          this text
            """;

    private static final List<CommandLine.Option> KNOWN = List.of(
            CommandLine.Option.named("--once"),
            CommandLine.Option.named("--no-pods"),
            CommandLine.Option.path("--data"),
            CommandLine.Option.path("--json"),
            CommandLine.Option.path("--answers"),
            CommandLine.Option.path("--keep"));

    static Options parse(List<String> arguments) throws UsageException {
        CommandLine line = CommandLine.read(arguments, USAGE, KNOWN);
        return new Options(
                line.story(),
                line.has("--once"),
                line.path("--data"),
                line.files(),
                empty("--keep", line.path("--keep")),
                !line.has("--no-pods"));
    }

    /**
     * Finds out before anything runs whether the files can be written at its end.
     *
     * @throws UsageException naming each that cannot
     */
    void checkTargets() throws UsageException {
        List<String> wrong = files.problems();
        if (!wrong.isEmpty()) {
            throw new UsageException(String.join("\n", wrong));
        }
    }

    private static @Nullable Path empty(String option, @Nullable Path directory) throws UsageException {
        if (directory == null) {
            return null;
        }
        String[] content = directory.toFile().list();
        if (Files.exists(directory) && (content == null || content.length > 0)) {
            throw new UsageException(option + " must name a new or empty directory, found '" + directory + "'");
        }
        return directory;
    }
}
