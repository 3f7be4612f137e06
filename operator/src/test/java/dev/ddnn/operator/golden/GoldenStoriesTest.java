package dev.ddnn.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.operator.desired.AppliedCut;
import dev.ddnn.operator.desired.DesiredResources;
import dev.ddnn.operator.desired.QuotaNeed;
import dev.ddnn.operator.desired.Surroundings;
import dev.ddnn.operator.observe.Seen;
import dev.ddnn.operator.plan.DDNNPlan;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.DDNNPlan.Refused;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Planner;
import dev.ddnn.operator.plan.RecordedRevision;
import dev.ddnn.operator.plan.budget.UplinkSaving;
import dev.ddnn.operator.plan.quota.Admission;
import dev.ddnn.operator.status.BudgetReading;
import dev.ddnn.operator.status.HeldBackStatus;
import dev.ddnn.operator.status.QuotaReading;
import dev.ddnn.operator.status.StandingStatus;
import dev.ddnn.operator.status.StatusAssembler;
import dev.ddnn.operator.validate.DDNNValidator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One folder, one story: {@code in-…} is planned and made into resources and a status, which must be what {@code out-…} says, file by
 * file. {@code -Dregenerate} writes the out files anew; the difference is reviewed like code.
 */
class GoldenStoriesTest {
    private static final Path ROOT = Path.of("src", "test", "resources", "golden");
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Surroundings SURROUNDINGS =
            new Surroundings("ddnn.dev/section-pod:golden", "http://hub.ddnn-system.svc:8080");

    static Stream<String> stories() throws IOException {
        try (var directories = Files.list(ROOT)) {
            return directories.map(directory -> directory.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theStoryEndsAsWritten(String name) throws IOException {
        // Given
        Path directory = ROOT.resolve(name);
        Story story = Story.read(directory);

        // When
        Map<String, String> out = tell(story);

        // Then
        if (System.getProperty("regenerate") != null) {
            rewrite(directory, out);
        }
        assertThat(read(directory)).isEqualTo(out);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void planningOnAPlannedStateChangesNothing(String name) throws IOException {
        // Given
        Story story = Story.read(ROOT.resolve(name));
        if (!DDNNValidator.check(story.ddnn().getSpec()).isEmpty()) {
            return;
        }

        // When
        DDNNPlan plan = Planner.plan(story.ddnn().getSpec(), story.observed(), NOW);

        // Then
        plan.fold(planned -> again(story, planned), waiting -> true, refused -> true);
    }

    private static boolean again(Story story, Planned planned) {
        var resources = DesiredResources.from(planned, story.observed(), SURROUNDINGS, NOW)
                .resources();
        Observed after = Seen.with(story.observed(), resources);
        DDNNPlan second = Planner.plan(story.ddnn().getSpec(), after, NOW);
        assertThat(second).isEqualTo(planned);
        boolean everywhere = planned.course().holdings().values().stream()
                .allMatch(holding -> holding.revisions().stream()
                        .anyMatch(held -> held.name().equals(planned.target().name())));
        if (everywhere) {
            assertThat(Planner.plan(
                            story.ddnn().getSpec(), withoutHub(after, planned, maps(resources), List.of()), NOW))
                    .isEqualTo(planned);
        }
        assertThat(Planner.plan(story.ddnn().getSpec(), withoutHub(after, planned, List.of(), after.revisions()), NOW))
                .isEqualTo(planned);
        return true;
    }

    private static List<ConfigMap> maps(List<HasMetadata> resources) {
        return resources.stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .toList();
    }

    /** The same world, but the cut is what the ConfigMaps or the DDNNRevisions say. */
    private static Observed withoutHub(
            Observed after, Planned planned, List<ConfigMap> maps, List<RecordedRevision> revisions) {
        var request = planned.intent().cutRequest(planned.ddnn().namespace());
        var cut = AppliedCut.of(request, maps, revisions).orElseThrow();
        return new Observed(
                after.ddnn(),
                after.status(),
                after.pools(),
                CutResponse.cut(cut),
                after.configs(),
                after.workloads(),
                after.pods(),
                after.reports(),
                after.elsewhere(),
                after.revisions(),
                after.quotas());
    }

    private static Map<String, String> tell(Story story) {
        var out = new TreeMap<String, String>();
        var spec = story.ddnn().getSpec();
        var before = story.observed().status();
        long generation = story.observed().ddnn().generation();
        if (story.failure() != null) {
            return Map.of(
                    "out-status.yaml",
                    Serialization.asYaml(HeldBackStatus.failed(story.failure(), before, generation, NOW)));
        }
        var violations = DDNNValidator.check(spec);
        DDNNStatus status = violations.isEmpty()
                ? Planner.plan(spec, story.observed(), NOW)
                        .fold(
                                planned -> applied(story, planned, out),
                                waiting -> HeldBackStatus.waiting(waiting, before, generation, NOW),
                                refused -> HeldBackStatus.refused(refused, before, generation, NOW))
                : HeldBackStatus.refused(Refused.ofSpec(violations), before, generation, NOW);
        out.put("out-status.yaml", Serialization.asYaml(status));
        return out;
    }

    private static DDNNStatus applied(Story story, Planned planned, Map<String, String> out) {
        var desired = DesiredResources.from(planned, story.observed(), SURROUNDINGS, NOW);
        var need = QuotaNeed.of(planned, desired, story.observed());
        var admission = Admission.of(story.observed(), need.amounts(), need.replaced(), NOW);
        var before = story.observed().status();
        long generation = story.observed().ddnn().generation();
        if (need.mustWait(admission)) {
            return QuotaReading.onto(
                    StandingStatus.waiting(planned, story.observed(), admission.waiting(), NOW),
                    before,
                    admission,
                    generation,
                    NOW);
        }
        need.within(desired, admission)
                .resources()
                .forEach(resource -> out.put(
                        "out-" + resource.getKind() + "-"
                                + resource.getMetadata().getName() + ".yaml",
                        Serialization.asYaml(resource)));
        var status = StatusAssembler.assemble(planned, story.observed(), story.applied(), NOW);
        return BudgetReading.onto(
                QuotaReading.onto(status, before, admission, generation, NOW),
                before,
                UplinkSaving.of(planned, story.observed()),
                generation,
                NOW);
    }

    private static Map<String, String> read(Path directory) throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (!name.equals(Story.DDNN_FILE) && !name.equals(Story.OBSERVED_FILE)) {
                    files.put(name, Files.readString(path));
                }
            }
        }
        return files;
    }

    private static void rewrite(Path directory, Map<String, String> out) throws IOException {
        for (String stale : read(directory).keySet()) {
            Files.delete(directory.resolve(stale));
        }
        for (var file : out.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }
}
