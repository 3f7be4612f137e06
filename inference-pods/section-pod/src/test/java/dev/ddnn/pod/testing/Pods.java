package dev.ddnn.pod.testing;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.pod.config.ConfigCheck;
import dev.ddnn.pod.flow.FlowTools;
import dev.ddnn.pod.flow.SectionFlow;
import dev.ddnn.pod.forward.NextSection;
import dev.ddnn.pod.ingress.AdmissionGate;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.section.NamedTensor;
import dev.ddnn.pod.section.SectionExecutor;
import dev.ddnn.pod.section.SectionLoader;
import dev.ddnn.pod.section.SectionStore;
import dev.ddnn.pod.telemetry.FlowMetrics;
import dev.ddnn.pod.telemetry.RevisionTallies;
import dev.ddnn.pod.time.Timer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Parts of a pod for tests of other parts. */
public final class Pods {
    private Pods() {}

    /** Revisions whose section is computed by the function; loading happens at once, on the calling thread. */
    public static HeldRevisions held(
            Path directory, FakeHub hub, Timer timer, Function<List<NamedTensor>, Map<String, float[]>> section) {
        return heldBy(directory, hub, timer, file -> new FakeSectionExecutor(section));
    }

    /** Revisions whose sections are made of their files; loading happens at once, on the calling thread. */
    public static HeldRevisions heldBy(Path directory, FakeHub hub, Timer timer, SectionLoader.Engine engine) {
        var store = new SectionStore(directory.resolve("cache"), hub.address(), HttpClient.newHttpClient());
        return new HeldRevisions(new SectionLoader(store, engine), Pods::only, Runnable::run, timer, () -> {});
    }

    /** What stages work with, on the calling thread. */
    public static FlowTools tools(Timer timer, NextSection next, FlowMetrics metrics) {
        return new FlowTools(timer, Runnable::run, Runnable::run, next, metrics, new RevisionTallies());
    }

    /** Places for so many samples of each kind. */
    public static SectionFlow.Places places(int samples) {
        return new SectionFlow.Places(new AdmissionGate(samples), new AdmissionGate(samples));
    }

    /** The only branch of a revision. */
    public static BranchCut only(HeldRevision revision) {
        return ConfigCheck.ownBranch(revision, null)
                .orElseGet(() -> revision.branches().get(0));
    }

    /** Computes without an engine. */
    public record FakeSectionExecutor(Function<List<NamedTensor>, Map<String, float[]>> section)
            implements SectionExecutor {
        @Override
        public Map<String, float[]> run(List<NamedTensor> inputs) {
            return section.apply(inputs);
        }

        @Override
        public void close() {}
    }
}
