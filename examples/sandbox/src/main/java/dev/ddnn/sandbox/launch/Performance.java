package dev.ddnn.sandbox.launch;

import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import dev.ddnn.sandbox.bill.TenantCommands;
import dev.ddnn.sandbox.story.SampleSet;
import dev.ddnn.sandbox.story.Story;
import dev.ddnn.sandbox.story.StoryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** One whole run of {@code examples/up}: from nothing to the table, and on until it is told to end. */
final class Performance {
    private static final Duration READY = Duration.ofMinutes(5);
    private static final Duration STREAMS = Duration.ofMinutes(2);

    private final Options options;
    private final Checkout checkout;
    private final Path directory;
    private final Cleanup cleanup;
    private final Console console;

    Performance(Options options, Checkout checkout, Path directory, Cleanup cleanup, Console console) {
        this.options = options;
        this.checkout = checkout;
        this.directory = directory;
        this.cleanup = cleanup;
        this.console = console;
    }

    /** @return the exit code */
    int run() throws IOException, ProgramsUnavailable, InterruptedException, UsageException {
        options.checkTargets();
        Path folder = checkout.story(options.story());
        Story story = StoryFile.read(folder);
        Path data = options.data() == null ? folder.resolve(story.feed().data()) : options.data();
        SampleSet samples =
                SampleSet.read(data, story.feed().classes(), story.feed().views());
        console.say(story.title() + ": " + samples.size() + " samples in " + data);
        console.say("starting the control plane in " + directory);
        Sandbox sandbox =
                Sandbox.start(StoryStage.settings(story, directory, checkout.images(), options.startPods()), cleanup);
        console.say("API server at " + sandbox.controlPlane().apiServerUrl() + "; kubeconfig "
                + sandbox.controlPlane().kubeconfig());
        Installation installation = new Installation(sandbox, checkout, console::say);
        console.say("installing the operator: kubectl apply --server-side -k " + checkout.installation());
        installation.operator();
        console.say("applying the story: kubectl apply --server-side -f " + folder.resolve(story.manifests()));
        installation.apply(folder.resolve(story.manifests()));
        if (!options.startPods()) {
            console.say("no pods are started, as asked; so nothing will get Ready");
            return options.once() ? 0 : stay(sandbox, folder, story);
        }
        installation.awaitSystem();
        installation.upload(folder, story.uploads());
        awaitReady(sandbox, story);
        int code = feed(sandbox, folder, story, samples);
        return options.once() ? code : stay(sandbox, folder, story);
    }

    private void awaitReady(Sandbox sandbox, Story story) throws InterruptedException {
        Story.CloudOnly cloud = story.cloudOnly();
        Ground ground = new SandboxGround(sandbox);
        ground.ddnn(story.feed().ddnn()).awaitReady(READY, console::say);
        if (cloud != null) {
            ground.ddnn(cloud.ddnn()).awaitReady(READY, console::say);
        }
        console.say("Ready");
    }

    private int feed(Sandbox sandbox, Path folder, Story story, SampleSet samples)
            throws IOException, InterruptedException {
        StoryRun run = new StoryRun(new SandboxGround(sandbox), folder, story, samples, console::step, console::say);
        console.say("waiting for the streams between the pods, with a few samples that are not counted");
        if (!run.awaitStreams(STREAMS)) {
            console.say("some samples still miss views or are degraded after " + STREAMS.toSeconds() + " s; going on");
        }
        console.say("feeding " + samples.size() + " samples, " + story.feed().concurrency() + " at a time"
                + (story.cloudOnly() == null
                        ? ""
                        : "; then at most " + story.cloudOnly().samples() + " of them to the cloud only"));
        StoryRun.Report report = run.play(samples.size());
        console.say("done");
        return Results.publish(report, options.files(), options.data() == null ? story.checks() : null, console::say);
    }

    private int stay(Sandbox sandbox, Path folder, Story story) throws InterruptedException {
        Path kubectl = sandbox.kubectl();
        System.out.println();
        // Ctrl-C reaches no program that a script put in the background: there SIGINT is ignored.
        System.out.println("It stays up until Ctrl-C, or kill "
                + ProcessHandle.current().pid() + " where that does not reach it. Try:");
        System.out.println("  export KUBECONFIG=" + sandbox.controlPlane().kubeconfig());
        System.out.println("  export PATH=" + kubectl.getParent() + ":$PATH");
        System.out.println("  kubectl get ddnn,ddnnpool,pods -o wide");
        System.out.println("  kubectl describe ddnn/" + story.feed().ddnn());
        System.out.println("  kubectl explain ddnn.spec.sections");
        TenantCommands.of(sandbox.client(), story, folder, SandboxGround.NAMESPACE)
                .forEach(command -> System.out.println("  " + command));
        System.out.flush();
        try {
            throw sandbox.controlPlane().failure().get();
        } catch (ExecutionException e) {
            throw new StoryFailure("the control plane ended", e);
        }
    }
}
