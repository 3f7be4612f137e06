package dev.ddnn.sandbox.steps;

import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.Ground;
import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.launch.StoryRun;
import dev.ddnn.sandbox.launch.Waiting;
import dev.ddnn.sandbox.report.RolloutSummaries;
import dev.ddnn.sandbox.report.RolloutSummaries.Rollback;
import dev.ddnn.sandbox.story.Step;
import dev.ddnn.sandbox.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plays a story's steps one after the other, while its samples are fed over and over. */
public final class StepsRun {
    private static final Duration FEEDING = Duration.ofMinutes(5);
    private static final String SHA256 = "sha256:";

    private final Ground ground;
    private final Path folder;
    private final Story story;
    private final Ground.Feeding feeding;
    private final StoryRun.Progress progress;
    private final Consumer<String> tell;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger fed = new AtomicInteger();

    /**
     * What came of it.
     *
     * @param fed all samples of all steps
     * @param models file of the model of each revision, by the revision's name
     * @param rollback the newest; absent: there was none
     * @param begun when each step began, in milliseconds since 1970
     */
    public record Played(
            Ground.Fed fed,
            Map<String, String> models,
            @Nullable Rollback rollback,
            List<Long> begun) {
        public Played {
            models = Map.copyOf(models);
            begun = List.copyOf(begun);
        }

        /** The steps, with the time at which each began. */
        public List<RolloutSummaries.Played> steps(List<Step> steps) {
            return IntStream.range(0, begun.size())
                    .mapToObj(i -> new RolloutSummaries.Played(
                            String.valueOf(steps.get(i).title()),
                            begun.get(i),
                            steps.get(i).longestRefusal()))
                    .toList();
        }
    }

    /**
     * @param folder of the story
     * @param feeding what is fed over and over
     * @param tell hears what happens and what is waited for
     */
    public StepsRun(
            Ground ground,
            Path folder,
            Story story,
            Ground.Feeding feeding,
            StoryRun.Progress progress,
            Consumer<String> tell) {
        this.ground = ground;
        this.folder = folder;
        this.story = story;
        this.feeding = feeding;
        this.progress = progress;
        this.tell = tell;
    }

    /** Plays all steps. */
    public Played play() throws IOException, InterruptedException {
        DeployedDDNN ddnn = ground.ddnn(story.feed().ddnn());
        Map<String, String> digests = digests();
        RolloutWatch watch = new RolloutWatch(ddnn);
        FutureTask<Ground.Fed> task = new FutureTask<>(() -> ground.loop(ddnn, feeding, enough::get, this::done));
        Thread feeder = new Thread(task, "feeding");
        feeder.setDaemon(true);
        feeder.start();
        List<Long> begun = new ArrayList<>();
        boolean through = false;
        try {
            StepWait wait = new StepWait(ddnn, watch, digests);
            List<Step> steps = story.steps();
            for (int i = 0; i < steps.size(); i++) {
                tell.accept("step " + (i + 1) + " of " + steps.size() + ": "
                        + steps.get(i).title());
                begun.add(System.currentTimeMillis());
                perform(steps.get(i), wait, task);
            }
            through = true;
        } finally {
            enough.set(true);
            if (!through) {
                feeder.interrupt();
            }
        }
        Ground.Fed all = fed(task);
        return new Played(all, models(digests, watch.digests()), watch.rollback(), begun);
    }

    private void done(int count) {
        fed.set(count);
    }

    private void perform(Step step, StepWait wait, FutureTask<Ground.Fed> task)
            throws IOException, InterruptedException {
        wait.before(step);
        if (step.apply() != null) {
            Path manifest = folder.resolve(step.apply()).normalize();
            tell.accept("applying: kubectl apply --server-side -f " + manifest);
            ground.apply(manifest);
        }
        if (step.delete() != null) {
            tell.accept("deleting: kubectl delete " + step.delete());
            ground.kubectl(List.of("delete", step.delete(), "--wait=false"));
        }
        wait.await(step, () -> broken(task), tell);
        if (step.show() != null) {
            tell.accept("kubectl " + step.show() + "\n"
                    + ground.kubectl(List.of(step.show().split(" "))).stripTrailing());
        }
        beside(step.others());
        int from = fed.get();
        tell.accept(
                "there after " + from + " samples" + (step.more() == 0 ? "" : "; feeding " + step.more() + " more"));
        Waiting.until(
                FEEDING,
                () -> {
                    broken(task).ifPresent(why -> {
                        throw new StoryFailure(step.title() + ": " + why);
                    });
                    int done = Math.min(fed.get() - from, step.more());
                    progress.step("samples", done, Math.max(1, step.more()));
                    return done < step.more() ? Optional.of("samples are still to be fed") : Optional.empty();
                },
                text -> {});
    }

    private void beside(List<Step.Beside> others) throws InterruptedException {
        for (Step.Beside other : others) {
            tell.accept("feeding " + other.text());
            ground.feed(
                    ground.ddnn(other.namespace(), String.valueOf(other.ddnn())),
                    feeding.first(other.samples() == null ? 0 : other.samples()),
                    done -> {});
        }
    }

    /** Why nothing is fed any more; empty: it goes on. */
    private static Optional<String> broken(FutureTask<Ground.Fed> task) {
        return task.isDone() ? Optional.of("the feeding has ended early: " + reason(task)) : Optional.empty();
    }

    private static String reason(FutureTask<Ground.Fed> task) {
        try {
            return task.get().outcomes().size() + " samples were fed";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static Ground.Fed fed(FutureTask<Ground.Fed> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new StoryFailure("the feeding failed: " + e.getCause(), e);
        }
    }

    private Map<String, String> digests() throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (Story.Upload upload : story.uploads()) {
            String digest = OnnxModel.digest(Files.readAllBytes(folder.resolve(upload.file())));
            digests.put(upload.file(), digest.substring(SHA256.length()));
        }
        return digests;
    }

    private static Map<String, String> models(Map<String, String> digests, Map<String, String> revisions) {
        Map<String, String> models = new LinkedHashMap<>();
        revisions.forEach((revision, digest) -> digests.forEach((file, own) -> {
            if (own.equals(digest)) {
                models.put(revision, file);
            }
        }));
        return models;
    }
}
