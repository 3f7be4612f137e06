package dev.ddnn.sandbox.launch;

import ai.onnxruntime.OrtException;
import dev.ddnn.sandbox.net.Traffic;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import dev.ddnn.sandbox.report.Evidence;
import dev.ddnn.sandbox.report.Exit;
import dev.ddnn.sandbox.report.Exits;
import dev.ddnn.sandbox.report.Summaries;
import dev.ddnn.sandbox.report.Summary;
import dev.ddnn.sandbox.report.Uncut;
import dev.ddnn.sandbox.story.Entry;
import dev.ddnn.sandbox.story.Feeder;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.SampleSet;
import dev.ddnn.sandbox.story.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Feeds a story's samples to its DDNN and, for comparison, to the model without us; and weighs what came back. */
public final class StoryRun {
    /** A reply may come later than the deadline by this much, on a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** Enough that some of them go to the top section. */
    private static final int FEW = 32;

    private final Sandbox sandbox;
    private final Path folder;
    private final Story story;
    private final SampleSet samples;
    private final Progress progress;

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
    public StoryRun(Sandbox sandbox, Path folder, Story story, SampleSet samples, Progress progress) {
        this.sandbox = sandbox;
        this.folder = folder;
        this.story = story;
        this.samples = samples;
        this.progress = progress;
    }

    /**
     * Sends a few samples, which nothing counts, until all of them see every view and none is degraded: streams between pods
     * are made a little after the pods are Ready.
     *
     * @return false if that does not come about within the given time
     */
    public boolean awaitStreams(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        DeployedDDNN ddnn =
                new DeployedDDNN(sandbox, story.feed().namespace(), story.feed().ddnn());
        List<Entry> entries = ddnn.entriesBesideThePods(story.feed().views());
        int few = Math.min(FEW, samples.size());
        while (System.nanoTime() < end) {
            List<Outcome> outcomes =
                    new Feeder(samples, i -> entries, FEW, ddnn.deadline().plus(SLACK)).feed(few, done -> {});
            if (outcomes.stream().map(Outcome::verdict).allMatch(v -> v != null && v.isComplete() && !v.degraded())) {
                return true;
            }
        }
        return false;
    }

    /** Feeds and weighs the first {@code count} samples, or all if there are fewer; both DDNNs must be Ready. */
    public Report play(int count) throws IOException, InterruptedException {
        int fed = Math.min(count, samples.size());
        Story.Feed feed = story.feed();
        DeployedDDNN ddnn = new DeployedDDNN(sandbox, feed.namespace(), feed.ddnn());
        List<String> sections = ddnn.sections();
        List<Entry> entries = ddnn.entriesBesideThePods(feed.views());
        Map<String, Count> before = streams(sections);
        Count homeBefore = sandbox.meter().count(Traffic.HOME);
        long start = System.nanoTime();
        List<Outcome> outcomes = new Feeder(
                        samples,
                        i -> entries,
                        feed.concurrency(),
                        ddnn.deadline().plus(SLACK))
                .feed(fed, done -> progress.step("samples", done, fed));
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Count> streams = since(streams(sections), before);
        Count home = sandbox.meter().count(Traffic.HOME).since(homeBefore);
        Evidence.@Nullable CloudOnly cloudOnly = story.cloudOnly() == null ? null : cloudOnly(story.cloudOnly(), fed);
        List<Exit> exits = Exits.of(ddnn.spec(), folder.resolve(feed.model()));
        Evidence evidence =
                new Evidence(sections, outcomes, agreeing(exits, outcomes), streams, home, seconds, cloudOnly);
        int raw = feed.views().stream().mapToInt(Story.View::size).sum();
        return new Report(Summaries.of(String.valueOf(folder.getFileName()), exits, raw, evidence), evidence);
    }

    private Map<String, Count> streams(List<String> sections) {
        Story.Feed feed = story.feed();
        return sections.stream().skip(1).collect(Collectors.toMap(s -> s, s -> sandbox.meter()
                .count(new Traffic(Traffic.Kind.STREAM, feed.namespace(), feed.ddnn(), s))));
    }

    private static Map<String, Count> since(Map<String, Count> now, Map<String, Count> before) {
        Map<String, Count> grown = new HashMap<>();
        now.forEach((section, count) -> grown.put(section, count.since(before.getOrDefault(section, count))));
        return grown;
    }

    private Evidence.CloudOnly cloudOnly(Story.CloudOnly plan, int available) throws InterruptedException {
        DeployedDDNN ddnn = new DeployedDDNN(sandbox, plan.namespace(), plan.ddnn());
        Traffic entry = new Traffic(
                Traffic.Kind.ENTRY,
                plan.namespace(),
                plan.ddnn(),
                ddnn.sections().get(0));
        List<List<Entry>> byNode = plan.from().stream()
                .map(node -> ddnn.entriesFrom(node, story.feed().views()))
                .toList();
        int count = Math.min(plan.samples(), available);
        Count before = sandbox.meter().count(entry);
        List<Outcome> outcomes = new Feeder(
                        samples,
                        i -> byNode.get(i % byNode.size()),
                        plan.concurrency(),
                        ddnn.deadline().plus(SLACK))
                .feed(count, done -> progress.step("samples to the cloud only", done, count));
        return new Evidence.CloudOnly(outcomes, sandbox.meter().count(entry).since(before));
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
