package dev.ddnn.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ddnn.benchmarks.cp.ControlPlaneBench;
import dev.ddnn.benchmarks.cp.Progress;
import dev.ddnn.benchmarks.cp.Size;
import dev.ddnn.benchmarks.cp.Stage;
import dev.ddnn.benchmarks.result.GoalResult;
import dev.ddnn.benchmarks.result.Report;
import dev.ddnn.benchmarks.result.Verdict;
import dev.ddnn.controlplane.ControlPlaneFailure;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The program behind {@code examples/bench}. */
public final class Bench {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Progress progress = new Progress();
    private final Options options;
    private final Path root;

    private Bench(Options options, Path root) {
        this.options = options;
        this.root = root;
    }

    /** Measures, and ends with 0, or with 1 if a gate was missed. */
    public static void main(String[] arguments) {
        // Else the played hub holds back small answers for as long as the other side holds back its acknowledgements.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            Options options = Options.parse(arguments);
            return new Bench(
                            options,
                            Path.of(System.getProperty("ddnn.root", "")).toAbsolutePath())
                    .run();
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            return WRONG_USE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (ProgramsUnavailable
                | ControlPlaneFailure
                | IOException
                | IllegalStateException
                | KubernetesClientException e) {
            System.err.println("FAILED: " + e.getMessage());
            return FAILED;
        }
    }

    private int run() throws IOException, ProgramsUnavailable, InterruptedException {
        Size size = options.size();
        Path directory = Files.createTempDirectory("ddnn-bench-");
        LibraryLogs.into(directory.resolve("bench.log"));
        progress.say("the operator beside a bare controller, " + size.ddnns() + " DDNNs, " + size.rounds()
                + " rounds; logs are in " + directory);
        var surroundings = new Surroundings(root);
        List<GoalResult> goals;
        try (Stage stage = Stage.start(root, directory)) {
            goals = ControlPlaneBench.run(stage, size, progress);
        }
        var report = new Report(surroundings.now(size), goals);
        System.out.println(report.table());
        Path json = options.json();
        if (json != null) {
            Files.writeString(json, JSON.writeValueAsString(report.json()) + "\n");
        }
        delete(directory);
        conclude(report);
        return report.failed() ? FAILED : 0;
    }

    private void conclude(Report report) {
        if (!report.with(Verdict.noisy).isEmpty()) {
            progress.say(report.with(Verdict.noisy)
                    + ": the rounds differ too much to tell; run it again while nothing else runs on this machine.");
        }
        progress.say(
                report.failed()
                        ? "missed: " + report.with(Verdict.fail) + ". What each is: examples/benchmarks/README.md"
                        : "no gate was missed");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("left behind: " + file, e);
                }
            });
        }
    }
}
