package dev.ddnn.operator.plan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.RolloutStatus;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.RecordedRevision;
import dev.ddnn.operator.plan.Revision;
import dev.ddnn.operator.testing.Cuts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cameras, a gateway that decides and a cloud: ConfigMaps as an operator wrote them, and pods that follow when told. */
final class PlayedWorld {
    static final List<String> SECTIONS = List.of("camera", "gateway", "cloud");

    final List<PlayedPod> pods = List.of(
            new PlayedPod("camera", 0),
            new PlayedPod("camera", 1),
            new PlayedPod("camera", 2),
            new PlayedPod("gateway", 0),
            new PlayedPod("cloud", 0),
            new PlayedPod("cloud", 1));

    Instant now = Instant.parse("2026-01-02T03:00:00Z");
    RolloutPlan wanted = RolloutPlan.AT_ONCE;
    Revision target;
    long generation = 1;
    boolean heard = true;
    Course course;
    /** What becomes of a course that was planned: nothing, unless a test plants a bug. */
    UnaryOperator<Course> planted = UnaryOperator.identity();
    /** What the operator sees: all there is, unless a test has it look elsewhere. */
    UnaryOperator<Observed> seen = UnaryOperator.identity();

    private final Map<String, SectionConfig> configs = new LinkedHashMap<>();
    private final Set<RecordedRevision> known = new LinkedHashSet<>();
    private String remembered;
    private String current;
    private String failed;

    /** A revision of the cameras, gateway and cloud. */
    static Revision revision(String model, String threshold) {
        return Revision.of("d", Cuts.camerasGatewayCloud(model, 3, threshold));
    }

    /** As if nothing had ever happened. */
    void startOver() {
        configs.clear();
        remembered = null;
        current = null;
        failed = null;
        known.clear();
        generation = 1;
        pods.forEach(PlayedPod::startOver);
    }

    PlayedWorld settledOn(Revision revision) {
        target = revision;
        settle();
        return this;
    }

    /** The spec stands for another revision now. */
    void want(Revision revision) {
        target = revision;
        generation++;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** One visit of the operator. */
    void step() {
        step(section -> true);
    }

    /** A visit that ends early: only some of the sections were written. */
    void step(Predicate<String> written) {
        course = planted.apply(RolloutRoad.next(target, wanted, seen.apply(observed()), now));
        known.add(RecordedRevision.anew(target, "hub:m", generation));
        for (String section : SECTIONS) {
            if (written.test(section)) {
                write(section, course.holding(section));
            }
        }
        noteCurrent();
    }

    private void write(String section, Holding holding) {
        configs.put(
                section,
                new SectionConfig(
                        "city",
                        "d",
                        section,
                        holding.answering(),
                        holding.revisions(),
                        300,
                        OnUpstreamLoss.Fail,
                        null,
                        null,
                        holding.rollout()));
        if (section.equals("gateway")) {
            failed = course.progress().failure() == null
                    ? null
                    : course.progress().failure().revision();
            remembered = course.state() == null ? null : course.state().text();
        }
    }

    /** Somebody deletes the ConfigMap of a section; its pods go on with what they had. */
    void lose(String section) {
        configs.remove(section);
        if (section.equals("gateway")) {
            remembered = null;
        }
    }

    /** The pods of these sections follow, load and say so. */
    void follow(String... sections) {
        podsOf(sections).forEach(pod -> {
            pod.comeBack(configs.get(pod.section));
        });
    }

    /** Visits and pods in turn, until nothing changes any more. */
    void settle() {
        for (int i = 0; i < 40; i++) {
            step();
            follow("camera", "gateway", "cloud");
        }
    }

    SectionConfig config(String section) {
        return configs.get(section);
    }

    Stream<PlayedPod> podsOf(String... sections) {
        return pods.stream().filter(pod -> List.of(sections).contains(pod.section));
    }

    /** Whatever is on its way: each message meets a pod that holds a revision that it is valid for, and so does what becomes of it. */
    void assertNothingIsRefused(String when) {
        podsOf("camera").forEach(pod -> pod.send(pod.followed == null ? Set.of() : pod.variants()));
        List<PlayedPod> cameras = podsOf("camera").filter(pod -> pod.ready).toList();
        podsOf("gateway").filter(pod -> pod.ready).forEach(gateway -> {
            var chosen = new HashSet<String>();
            for (PlayedPod camera : cameras) {
                for (Set<String> message : camera.sent()) {
                    var common = new HashSet<>(message);
                    common.retainAll(gateway.loaded());
                    assertThat(common)
                            .as("%s: %s takes what %s sent: %s", when, gateway.name, camera.name, message)
                            .isNotEmpty();
                    chosen.addAll(common);
                }
            }
            gateway.send(chosen);
            podsOf("cloud").filter(pod -> pod.ready).forEach(cloud -> gateway.sent()
                    .forEach(message -> assertThat(cloud.loaded())
                            .as("%s: %s takes what %s may send", when, cloud.name, gateway.name)
                            .containsAll(message)));
        });
    }

    void assertNeverThree(String when) {
        configs.forEach((section, config) ->
                assertThat(config.revisions()).as("%s: %s", when, section).hasSizeLessThanOrEqualTo(2));
    }

    Observed observed() {
        var held = new ArrayList<HeldConfig>();
        configs.forEach((section, config) -> held.add(new HeldConfig(
                section,
                ContractJson.hash(ContractJson.write(config)),
                config,
                section.equals("gateway") ? remembered : null)));
        return new Observed(
                new Identity("city", "d", "uid", generation),
                status(),
                List.of(),
                CutResponse.fetching(""),
                held,
                List.of(),
                pods.stream().map(PlayedPod::state).toList(),
                heard ? pods.stream().flatMap(pod -> pod.reported().stream()).toList() : null,
                List.of(),
                List.copyOf(known),
                List.of());
    }

    /** What the visit before wrote. */
    private DDNNStatus status() {
        var rollout = failed == null ? null : new RolloutStatus(0, 0, 0, null, failed, "failed before");
        return new DDNNStatus(generation, null, current, target.name(), rollout, null, null, null, null, null, null);
    }

    /** What answers is what all ready pods of the deciding section say that they follow. */
    private void noteCurrent() {
        SectionConfig gateway = configs.get("gateway");
        if (gateway != null) {
            String hash = ContractJson.hash(ContractJson.write(gateway));
            List<PlayedPod> ready = podsOf("gateway").filter(pod -> pod.ready).toList();
            boolean followed = !ready.isEmpty()
                    && ready.stream().allMatch(pod -> pod.reported()
                            .filter(report -> hash.equals(report.configHash()))
                            .isPresent());
            current = followed ? gateway.answering() : current;
        }
    }

    /**
     * By section: the revisions held, each by its number in the list, with a mark at the one that answers, and the percentages of a
     * rollout, shadow before route.
     */
    Map<String, String> held(List<Revision> all) {
        List<String> names = all.stream().map(Revision::name).toList();
        return configs.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue(), names)));
    }

    private static String text(SectionConfig config, List<String> names) {
        String revisions = config.revisions().stream()
                .map(HeldRevision::name)
                .map(name -> (names.indexOf(name) + 1) + (name.equals(config.answering()) ? "!" : ""))
                .collect(Collectors.joining());
        Rollout rollout = config.rollout();
        return rollout == null ? revisions : revisions + " " + rollout.shadowPercent() + "/" + rollout.routePercent();
    }
}
