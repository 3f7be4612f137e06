package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.launch.CommandLine;
import dev.ddnn.sandbox.launch.OutputFiles;
import dev.ddnn.sandbox.launch.UsageException;
import java.nio.file.Path;
import java.util.List;

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

    private static final List<CommandLine.Option> KNOWN = List.of(
            CommandLine.Option.named("--once"),
            CommandLine.Option.path("--kubeconfig"),
            CommandLine.Option.path("--json"),
            CommandLine.Option.path("--answers"),
            CommandLine.Option.path("--data"),
            new CommandLine.Option("--samples", "a number"),
            new CommandLine.Option("--load", "a command"));

    static RunOptions parse(List<String> arguments) throws UsageException {
        CommandLine line = CommandLine.read(arguments, USAGE, KNOWN);
        int samples = line.number("--samples", Integer.MAX_VALUE);
        Path kubeconfig = line.path("--kubeconfig");
        if (kubeconfig == null) {
            throw line.wrong("--kubeconfig FILE must be given");
        }
        return new RunOptions(
                new ClusterSettings(line.story(), kubeconfig, line.path("--data"), line.value("--load")),
                line.has("--once"),
                samples,
                line.files());
    }
}
