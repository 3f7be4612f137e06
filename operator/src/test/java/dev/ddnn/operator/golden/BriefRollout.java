package dev.ddnn.operator.golden;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.LatencyCounts;
import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.golden.Story.BriefCut;
import dev.ddnn.operator.golden.Story.BriefPod;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Planner;
import dev.ddnn.operator.plan.RecordedRevision;
import dev.ddnn.operator.plan.Revision;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.rollout.RolloutState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where on the road to another revision a story is, in short words.
 *
 * @param before the revision that is being left
 * @param told by section: {@code A} for that one and {@code T} for the target, {@code !} behind the one that answers, and the
 *     percentages of shadow and route, such as {@code A!T 10/0}
 * @param remembers the state in the deciding section's ConfigMap; absent: none
 * @param behind sections whose pods follow an older configuration
 * @param failing by section: why its pods cannot load the target
 * @param lost sections whose ConfigMap was deleted; their pods go on with what they were told
 * @param counts what the deciding section counted; absent: nothing
 */
record BriefRollout(
        BriefCut before,
        Map<String, String> told,
        @Nullable RolloutState remembers,
        @Nullable List<String> behind,
        @Nullable Map<String, String> failing,
        @Nullable List<String> lost,
        @Nullable BriefCounts counts) {

    /** By revision: the answers of each exit. */
    record BriefCounts(Map<String, Long> current, Map<String, Long> target, long compared, long agreed) {}

    /** The world with the ConfigMaps and reports in it. */
    Observed observed(Observed bare, DDNNSpec spec, List<BriefPod> pods) {
        Planned plan = Planner.plan(spec, bare, GoldenStoriesTest.NOW)
                .fold(planned -> planned, waiting -> null, refused -> null);
        Revision old = Revision.of(
                bare.ddnn().name(), Objects.requireNonNull(before.response().report()));
        List<HeldConfig> configs = plan.sections().stream()
                .map(section -> config(section, old, plan))
                .toList();
        List<PodReport> reports = pods.stream()
                .filter(BriefPod::ready)
                .map(pod -> report(pod, bare, configs, old, plan.target()))
                .toList();
        var revisions = new ArrayList<>(bare.revisions());
        revisions.add(RecordedRevision.anew(old, "hub:" + before.name(), 1));
        return new Observed(
                bare.ddnn(),
                bare.status(),
                bare.pools(),
                bare.cut(),
                configs.stream()
                        .filter(config -> lost == null || !lost.contains(config.section()))
                        .toList(),
                bare.workloads(),
                pods.stream().map(BriefPod::state).toList(),
                reports,
                bare.elsewhere(),
                revisions,
                bare.quotas());
    }

    private HeldConfig config(SectionPlan section, Revision old, Planned plan) {
        Revision target = plan.target();
        String[] words = Objects.requireNonNull(told.get(section.name())).split(" ");
        var revisions = new ArrayList<HeldRevision>();
        if (words[0].contains("A")) {
            revisions.add(old.held(section.name()));
        }
        if (words[0].contains("T")) {
            revisions.add(target.held(section.name()));
        }
        SectionConfig made = section.config();
        var config = new SectionConfig(
                made.namespace(),
                made.ddnn(),
                made.section(),
                words[0].contains("A!") ? old.name() : target.name(),
                revisions,
                made.deadlineMillis(),
                made.onUpstreamLoss(),
                made.join(),
                made.next(),
                words.length == 1 ? null : rollout(words[1], target, plan.ddnn().generation()));
        boolean decides = section.name().equals(target.decidingSection());
        return new HeldConfig(
                section.name(),
                ContractJson.hash(ContractJson.write(config)),
                config,
                remembers == null || !decides ? null : remembers.text());
    }

    private Rollout rollout(String percentages, Revision target, long generation) {
        int[] numbers = Arrays.stream(percentages.split("/"))
                .mapToInt(Integer::parseInt)
                .toArray();
        String id = remembers == null ? target.name() + "@" + generation : remembers.id();
        return new Rollout(id, target.name(), numbers[0], numbers[1]);
    }

    private PodReport report(BriefPod pod, Observed bare, List<HeldConfig> configs, Revision old, Revision target) {
        HeldConfig followed = configs.stream()
                .filter(config -> config.section().equals(pod.section()))
                .findFirst()
                .orElseThrow();
        String failure = failing == null ? null : failing.get(pod.section());
        List<RevisionState> states = followed.config().revisions().stream()
                .map(held -> held.name().equals(target.name()) && failure != null
                        ? new RevisionState(held.name(), null, State.Failed, failure)
                        : new RevisionState(held.name(), null, State.Loaded, null))
                .toList();
        boolean decides = pod.section().equals(target.decidingSection());
        return new PodReport(
                pod.name() + "-uid",
                "boot",
                1,
                pod.name(),
                "node",
                bare.ddnn().namespace(),
                bare.ddnn().name(),
                pod.section(),
                pod.branch(),
                behind != null && behind.contains(pod.section()) ? "older" : followed.hash(),
                null,
                states,
                new Samples(0, 0, 0, 0, Map.of()),
                null,
                counts == null || !decides
                        ? List.of()
                        : List.of(of(old.name(), counts.current), of(target.name(), counts.target)),
                counts == null || !decides || remembers == null
                        ? null
                        : new RolloutCounts(
                                remembers.id(),
                                of(old.name(), counts.current),
                                of(target.name(), counts.target),
                                counts.compared,
                                counts.agreed,
                                0));
    }

    private static RevisionCounts of(String revision, Map<String, Long> exits) {
        var none = new LatencyCounts(Collections.nCopies(LatencyCounts.UPPER_MILLIS.size() + 1, 0L));
        return new RevisionCounts(revision, exits, 0, 0, none);
    }
}
