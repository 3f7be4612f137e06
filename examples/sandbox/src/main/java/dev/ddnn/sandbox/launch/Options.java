package dev.ddnn.sandbox.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
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
              --once          stop after the samples; otherwise it stays up until Ctrl-C
              --data DIR      feed other samples: DIR holds one *-images-idx3-ubyte[.gz] and one *-labels-idx1-ubyte[.gz]
              --json FILE     write the table as one JSON object
              --answers FILE  write one JSON line per sample
              --keep DIR      keep logs and kubeconfig in DIR, which must be new or empty
              --no-pods       start no pods: shows that nothing gets Ready then
              --help          this text
            """;

    static Options parse(List<String> arguments) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(arguments);
        String story = null;
        boolean once = false;
        boolean startPods = true;
        Path data = null;
        Path json = null;
        Path answers = null;
        Path keep = null;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            switch (word) {
                case "--once" -> once = true;
                case "--no-pods" -> startPods = false;
                case "--data" -> data = path(word, rest);
                case "--json" -> json = path(word, rest);
                case "--answers" -> answers = path(word, rest);
                case "--keep" -> keep = empty(word, path(word, rest));
                default -> {
                    if (word.startsWith("-") || story != null) {
                        throw new UsageException("unknown argument '" + word + "'\n\n" + USAGE);
                    }
                    story = word;
                }
            }
        }
        if (story == null) {
            throw new UsageException("a STORY must be named\n\n" + USAGE);
        }
        return new Options(story, once, data, new OutputFiles(json, answers), keep, startPods);
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

    private static Path path(String option, Deque<String> rest) throws UsageException {
        if (rest.isEmpty()) {
            throw new UsageException(option + " must be followed by a path");
        }
        return Path.of(rest.pop()).toAbsolutePath().normalize();
    }

    private static Path empty(String option, Path directory) throws UsageException {
        String[] content = directory.toFile().list();
        if (Files.exists(directory) && (content == null || content.length > 0)) {
            throw new UsageException(option + " must name a new or empty directory, found '" + directory + "'");
        }
        return directory;
    }
}
