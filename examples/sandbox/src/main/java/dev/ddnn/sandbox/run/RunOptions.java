package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.launch.OutputFiles;
import dev.ddnn.sandbox.launch.UsageException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param settings story and cluster
 * @param once remove everything that was made, after the samples
 * @param samples how many are fed at most
 * @param files that are written at the end
 */
record RunOptions(ClusterSettings settings, boolean once, int samples, OutputFiles files) {
    static final String USAGE = """
            Usage: examples/run STORY --kubeconfig FILE [--once] [--json FILE] [--answers FILE] [--data DIR] [--samples N]
                                [--load COMMAND]

            Runs a story on a cluster: checks it, installs the operator if there is none, makes the namespace ddnn-STORY, feeds
            from a pod beside the data, and prints the same table as examples/up.

              STORY              folder in examples, such as digits
              --kubeconfig FILE  the cluster, by the file's current context
              --once             remove everything that it made after the samples; otherwise it tells how to
              --json FILE        write the table as one JSON object
              --answers FILE     write one JSON line per sample
              --data DIR         feed other samples: DIR holds one *-images-idx3-ubyte[.gz] and one *-labels-idx1-ubyte[.gz]
              --samples N        feed at most N samples
              --load COMMAND     for nodes that take images from files: makes the images as tars and calls COMMAND with their paths
              --help             this text
            """;

    static RunOptions parse(List<String> arguments) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(arguments);
        String story = null;
        Path kubeconfig = null;
        Path json = null;
        Path answers = null;
        Path data = null;
        String load = null;
        int samples = Integer.MAX_VALUE;
        boolean once = false;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            switch (word) {
                case "--once" -> once = true;
                case "--kubeconfig" -> kubeconfig = path(word, rest);
                case "--json" -> json = path(word, rest);
                case "--answers" -> answers = path(word, rest);
                case "--data" -> data = path(word, rest);
                case "--samples" -> samples = number(word, rest);
                case "--load" -> load = next(word, "a command", rest);
                default -> {
                    if (word.startsWith("-") || story != null) {
                        throw new UsageException("unknown argument '" + word + "'\n\n" + USAGE);
                    }
                    story = word;
                }
            }
        }
        if (story == null || kubeconfig == null) {
            throw new UsageException(
                    (story == null ? "a STORY must be named" : "--kubeconfig FILE must be given") + "\n\n" + USAGE);
        }
        return new RunOptions(
                new ClusterSettings(story, kubeconfig, data, load), once, samples, new OutputFiles(json, answers));
    }

    private static String next(String option, String what, Deque<String> rest) throws UsageException {
        @Nullable String value = rest.poll();
        if (value == null) {
            throw new UsageException(option + " must be followed by " + what);
        }
        return value;
    }

    private static Path path(String option, Deque<String> rest) throws UsageException {
        return Path.of(next(option, "a path", rest)).toAbsolutePath().normalize();
    }

    private static int number(String option, Deque<String> rest) throws UsageException {
        String word = next(option, "a number", rest);
        try {
            int number = Integer.parseInt(word);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " must be followed by a number of 1 or more, found '" + word + "'");
        }
        throw new UsageException(option + " must be followed by a number of 1 or more, found '" + word + "'");
    }
}
