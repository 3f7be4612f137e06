package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.launch.Cleanup;
import dev.ddnn.sandbox.launch.Console;
import dev.ddnn.sandbox.launch.LibraryLogs;
import dev.ddnn.sandbox.launch.OrderlyEnd;
import dev.ddnn.sandbox.launch.Results;
import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.launch.StoryRun;
import dev.ddnn.sandbox.launch.UsageException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The program behind {@code examples/run}. */
public final class Run {
    /** Pods are given their time to end. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Console console = new Console();
    private final Cleanup cleanup = new Cleanup();
    private final OrderlyEnd end = new OrderlyEnd(console, cleanup, PATIENCE);

    private Run() {}

    /** Runs a story; ends with 0, or with the reason on standard error. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(RunOptions.USAGE);
            return;
        }
        Run run = new Run();
        run.end.runAndExit(() -> run.run(List.of(arguments)));
    }

    private int run(List<String> arguments) throws IOException, InterruptedException, UsageException {
        RunOptions options = RunOptions.parse(arguments);
        List<String> wrong = options.files().problems();
        if (!wrong.isEmpty()) {
            throw new UsageException(String.join("\n", wrong));
        }
        Path log = Files.createTempFile("ddnn-run-", ".log");
        LibraryLogs.into(log);
        boolean failed = false;
        try {
            return play(options);
        } catch (KubernetesClientException | StoryFailure e) {
            failed = !end.ending();
            throw failed ? new StoryFailure(e.getMessage() + " (log: " + log + ")", e) : e;
        } finally {
            cleanUp();
            if (!failed) {
                Files.deleteIfExists(log);
            }
        }
    }

    /** An interruption is what brought us here; the removal must not end by it as well. */
    private void cleanUp() {
        boolean interrupted = Thread.interrupted();
        cleanup.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int play(RunOptions options) throws IOException, InterruptedException {
        ClusterStory story = cleanup.add(ClusterStory.open(
                options.settings(), Checkout.find(), new ClusterStory.Listener(console::say, console::step)));
        console.say(story.story().title() + ": " + story.samples().size() + " samples");
        console.say("cluster at " + story.where());
        List<String> problems = story.problems();
        if (!problems.isEmpty()) {
            problems.forEach(p -> console.say("PROBLEM: " + p));
            return OrderlyEnd.WRONG_USE;
        }
        story.deploy();
        int count = Math.min(options.samples(), story.samples().size());
        console.say("feeding " + count + " samples, " + story.story().feed().concurrency() + " at a time"
                + (story.story().cloudOnly() == null
                        ? ""
                        : "; then at most " + story.story().cloudOnly().samples() + " of them to the cloud only"));
        StoryRun.Report report = story.play(count);
        console.say("done");
        boolean whole =
                options.settings().data() == null && count == story.samples().size();
        int code =
                Results.publish(report, options.files(), whole ? story.story().checks() : null, console::say);
        if (!options.once()) {
            story.keep();
            System.out.print(next(options, story));
            System.out.flush();
        }
        return code;
    }

    private static String next(RunOptions options, ClusterStory story) {
        String namespace = story.namespace();
        return """

            It stays there. Look around:
              export KUBECONFIG=%s
              kubectl get ddnn,pods -n %s -o wide
              kubectl get ddnnpool
              kubectl describe -n %s ddnn/%s
            %s%s
            """.formatted(
                        options.settings().kubeconfig(),
                        namespace,
                        namespace,
                        story.story().feed().ddnn(),
                        story.tenants().stream().map("  %s%n"::formatted).collect(Collectors.joining()),
                        removal(story.removal()));
    }

    private static String removal(List<String> commands) {
        return commands.isEmpty()
                ? "Nothing of it was made by this run. How to remove a story: examples/README.md"
                : "and remove what this run made, in this order:\n  " + String.join("\n  ", commands);
    }
}
