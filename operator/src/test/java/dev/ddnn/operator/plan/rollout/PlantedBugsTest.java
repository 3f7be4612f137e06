package dev.ddnn.operator.plan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Revision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The random histories find bugs: each of these is planted, and one of a hundred histories fails on it. */
class PlantedBugsTest {
    private static final List<Revision> ALL = List.of(
            PlayedWorld.revision("model", "0.1"),
            PlayedWorld.revision("retrained", "0.1"),
            PlayedWorld.revision("model", "0.3"));

    @Test
    void withoutABugNothingIsFound() {
        assertThat(found(new PlayedWorld())).isEmpty();
    }

    @Test
    void aWriteLeftOut() {
        var world = new PlayedWorld();
        world.planted = course -> changed(
                course,
                (section, holding) -> section.equals("cloud")
                        ? Optional.ofNullable(world.config("cloud"))
                                .map(config -> new Holding(config.answering(), config.revisions(), config.rollout()))
                                .orElse(holding)
                        : holding);
        assertThat(found(world)).isPresent();
    }

    @Test
    void aStaleReadActedOn() {
        var world = new PlayedWorld();
        Deque<Observed> views = new ArrayDeque<>();
        world.seen = observed -> {
            if (observed.configs().isEmpty()) {
                views.clear();
            }
            views.add(observed);
            return views.size() > 6 ? views.remove() : observed;
        };
        assertThat(found(world)).isPresent();
    }

    @Test
    void samplesBeforeEveryPodHasLoaded() {
        var world = new PlayedWorld();
        world.planted = course -> changed(
                course,
                (section, holding) -> holding.rollout() == null
                        ? holding
                        : new Holding(holding.answering(), holding.revisions(), all(holding.rollout())));
        assertThat(found(world)).isPresent();
    }

    @Test
    void aRetireBeforeThePromote() {
        var world = new PlayedWorld();
        world.planted = course -> changed(
                course,
                (section, holding) -> section.equals("cloud")
                                && holding.rollout() != null
                                && holding.rollout().routePercent() == 100
                        ? new Holding(
                                world.target.name(),
                                only(holding, holding.rollout().target()),
                                null)
                        : holding);
        assertThat(found(world)).isPresent();
    }

    @Test
    void everySectionLetsGoAtOnce() {
        var world = new PlayedWorld();
        world.planted = course -> course.progress().phase() != Progress.Phase.Retiring
                ? course
                : changed(course, (section, holding) -> {
                    String answering = course.holding("gateway").answering();
                    return new Holding(answering, only(holding, answering), null);
                });
        assertThat(found(world)).isPresent();
    }

    @Test
    void aThirdRevisionBeforeThereIsRoom() {
        var world = new PlayedWorld();
        world.planted = course -> Course.only(world.target);
        assertThat(found(world)).isPresent();
    }

    /** Were a ConfigMap lost with all that is known of the revision that answers, the target would replace everything at once. */
    @Test
    void nothingWrittenDownOfRevisions() {
        var world = new PlayedWorld();
        world.seen = observed -> new Observed(
                observed.ddnn(),
                observed.status(),
                observed.pools(),
                observed.cut(),
                observed.configs(),
                observed.workloads(),
                observed.pods(),
                observed.reports(),
                observed.elsewhere(),
                List.of(),
                observed.quotas());
        assertThat(found(world, false)).isEmpty();
        assertThat(found(world, true)).isPresent();
    }

    /** What the first history that fails has to say. */
    private static Optional<String> found(PlayedWorld planted) {
        return found(planted, false);
    }

    private static Optional<String> found(PlayedWorld planted, boolean deletions) {
        return LongStream.rangeClosed(1, 100)
                .mapToObj(seed -> failure(planted, seed, deletions))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> failure(PlayedWorld planted, long seed, boolean deletions) {
        try {
            planted.startOver();
            new RandomHistory(planted, ALL, seed, deletions).play(200);
            return Optional.empty();
        } catch (AssertionError found) {
            return Optional.of("seed " + seed + ": " + found.getMessage());
        }
    }

    private static Course changed(Course course, BiFunction<String, Holding, Holding> change) {
        Map<String, Holding> holdings = new HashMap<>(course.holdings());
        holdings.replaceAll(change);
        return new Course(holdings, course.state(), course.progress());
    }

    private static List<HeldRevision> only(Holding holding, String revision) {
        return holding.revisions().stream()
                .filter(held -> held.name().equals(revision))
                .toList();
    }

    private static Rollout all(Rollout rollout) {
        return rollout == null ? null : new Rollout(rollout.id(), rollout.target(), 100, 100);
    }
}
