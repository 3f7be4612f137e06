package dev.ddnn.sandbox.launch;

import ai.onnxruntime.OrtException;
import dev.ddnn.sandbox.bill.BillRun;
import dev.ddnn.sandbox.bill.CountingGround;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import dev.ddnn.sandbox.report.BillSummary;
import dev.ddnn.sandbox.report.Evidence;
import dev.ddnn.sandbox.report.Exit;
import dev.ddnn.sandbox.report.Exits;
import dev.ddnn.sandbox.report.QuotaSummary;
import dev.ddnn.sandbox.report.RevisionCheck;
import dev.ddnn.sandbox.report.RevisionModels;
import dev.ddnn.sandbox.report.RolloutSummaries;
import dev.ddnn.sandbox.report.RolloutSummary;
import dev.ddnn.sandbox.report.Summaries;
import dev.ddnn.sandbox.report.Summary;
import dev.ddnn.sandbox.report.Uncut;
import dev.ddnn.sandbox.steps.StepsRun;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.SampleSet;
import dev.ddnn.sandbox.story.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Feeds a story's samples to its DDNN and, for comparison, to the model without us; and weighs what came back. */
public final class StoryRun {
    /** Enough that some of them go to the top section. */
    private static final int FEW = 32;

    private final CountingGround ground;
    private final Path folder;
    private final Story story;
    private final SampleSet samples;
    private final Progress progress;
    private final Consumer<String> tell;

    /** Hears how far a step is. */
    @FunctionalInterface
    public interface Progress {
        void step(String what, int done, int total);
    }

    /**
     * What a run gives.
     *
     * @param summary for programs
     * @param evidence behind it
     */
    public record Report(Summary summary, Evidence evidence) {}

    /**
     * @param folder of the story
     * @param samples to feed
     */
    public StoryRun(Ground ground, Path folder, Story story, SampleSet samples, Progress progress) {
        this(ground, folder, story, samples, progress, text -> {});
    }

    /**
     * @param folder of the story
     * @param samples to feed
     * @param tell hears of the story's steps
     */
    public StoryRun(
            Ground ground, Path folder, Story story, SampleSet samples, Progress progress, Consumer<String> tell) {
        this.ground = new CountingGround(ground);
        this.folder = folder;
        this.story = story;
        this.samples = samples;
        this.progress = progress;
        this.tell = tell;
    }

    /**
     * Sends a few samples, which nothing counts, until all of them see every view and none is degraded: streams between pods
     * are made a little after the pods are Ready.
     *
     * @return false if that does not come about within the given time
     */
    public boolean awaitStreams(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < end) {
            List<Outcome> outcomes = feed(FEW, FEW, done -> {}).outcomes();
            if (outcomes.stream().map(Outcome::verdict).allMatch(v -> v != null && v.isComplete() && !v.degraded())) {
                return true;
            }
        }
        return false;
    }

    /** Feeds the first {@code count} samples, or all if there are fewer, and weighs nothing. */
    public List<Outcome> feed(int count) throws InterruptedException {
        return feed(count, story.feed().concurrency(), done -> progress.step("samples", done, count))
                .outcomes();
    }

    private Ground.Fed feed(int count, int concurrency, IntConsumer done) throws InterruptedException {
        Story.Feed feed = story.feed();
        int fed = Math.min(count, samples.size());
        return ground.feed(
                ground.ddnn(feed.ddnn()), new Ground.Feeding(samples, feed.views(), fed, concurrency, List.of()), done);
    }

    /**
     * Feeds and weighs the first {@code count} samples, or all if there are fewer; the DDNNs must be Ready. A story with steps feeds
     * them over and over until its last step is through.
     */
    public Report play(int count) throws IOException, InterruptedException {
        int planned = Math.min(count, samples.size());
        DeployedDDNN ddnn = ground.ddnn(story.feed().ddnn());
        Map<String, Count> before = ground.streams(ddnn);
        Count homeBefore = ground.home();
        Weighed weighed = story.steps().isEmpty() ? once(ddnn, planned) : steps(ddnn, planned);
        Count home = ground.home();
        Map<String, Count> streams = since(ground.streams(ddnn), before);
        Evidence.@Nullable CloudOnly cloudOnly =
                story.cloudOnly() == null ? null : cloudOnly(story.cloudOnly(), planned);
        QuotaSummary quota = story.bill() == null ? null : new QuotaSummary(bill(story.bill()));
        Evidence evidence = new Evidence(
                ddnn.sections(),
                weighed.fed().outcomes(),
                weighed.agreeing(),
                streams,
                home == null || homeBefore == null ? null : home.since(homeBefore),
                weighed.fed().seconds(),
                cloudOnly,
                quota,
                weighed.rollout());
        int raw = story.feed().views().stream().mapToInt(Story.View::size).sum();
        List<Exit> exits = Exits.of(ddnn.spec(), folder.resolve(story.feed().model()));
        return new Report(Summaries.of(String.valueOf(folder.getFileName()), exits, raw, evidence), evidence);
    }

    /** What was fed, and how many answers are those of a whole model. */
    private record Weighed(
            Ground.Fed fed, int agreeing, @Nullable RolloutSummary rollout) {}

    private Weighed once(DeployedDDNN ddnn, int planned) throws IOException, InterruptedException {
        Ground.Fed fed = feed(planned, story.feed().concurrency(), done -> progress.step("samples", done, planned));
        List<Exit> exits = Exits.of(ddnn.spec(), folder.resolve(story.feed().model()));
        return new Weighed(fed, agreeing(exits, fed.outcomes()), null);
    }

    private Weighed steps(DeployedDDNN ddnn, int planned) throws IOException, InterruptedException {
        Story.Feed feed = story.feed();
        Ground.Feeding feeding = new Ground.Feeding(samples, feed.views(), planned, feed.concurrency(), List.of());
        StepsRun.Played played = new StepsRun(ground, folder, story, feeding, progress, tell).play();
        tell.accept("comparing " + played.fed().outcomes().size() + " outcomes with the uncut models");
        try (RevisionModels models = RevisionModels.open(folder, story, ddnn.spec(), played.models())) {
            RolloutSummary summary = RolloutSummaries.of(
                    played.fed().outcomes(),
                    new RevisionCheck(models.on(samples)),
                    played.rollback(),
                    played.steps(story.steps()));
            return new Weighed(played.fed(), summary.answered() - summary.mixed(), summary);
        } catch (OrtException e) {
            throw new StoryFailure("an uncut model cannot be run: " + e.getMessage(), e);
        }
    }

    private BillSummary bill(Story.Bill bill) throws IOException, InterruptedException {
        tell.accept("waiting for the tenants' bills to have every sample; the operator writes them once a minute");
        return new BillRun(ground, ground.counts(), folder, bill, tell)
                .run(ground.ddnn(story.feed().ddnn()).client());
    }

    private static Map<String, Count> since(Map<String, Count> now, Map<String, Count> before) {
        Map<String, Count> grown = new HashMap<>();
        now.forEach((section, count) -> grown.put(section, count.since(before.getOrDefault(section, count))));
        return grown;
    }

    private Evidence.CloudOnly cloudOnly(Story.CloudOnly plan, int available) throws InterruptedException {
        int count = Math.min(plan.samples(), available);
        Ground.Fed fed = ground.feed(
                ground.ddnn(plan.ddnn()),
                new Ground.Feeding(samples, story.feed().views(), count, plan.concurrency(), plan.from()),
                done -> progress.step("samples to the cloud only", done, count));
        return new Evidence.CloudOnly(fed.outcomes(), fed.entry());
    }

    private int agreeing(List<Exit> exits, List<Outcome> outcomes) {
        try (Uncut uncut = new Uncut(
                folder.resolve(story.feed().model()), exits, story.feed().views())) {
            int agreeing = 0;
            for (Outcome outcome : outcomes) {
                var verdict = outcome.verdict();
                if (verdict != null
                        && uncut.run(samples, outcome.sample(), verdict.present())
                                        .answer()
                                == verdict.answer()) {
                    agreeing++;
                }
            }
            return agreeing;
        } catch (OrtException e) {
            throw new StoryFailure("the uncut model cannot be run: " + e.getMessage(), e);
        }
    }
}
