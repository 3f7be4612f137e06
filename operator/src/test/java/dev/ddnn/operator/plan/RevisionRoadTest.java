package dev.ddnn.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.testing.Cuts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Plays the road with one pod per section that reads its configuration when the test says so. */
class RevisionRoadTest {
    private static final List<String> SECTIONS = List.of("camera", "gateway", "cloud");
    private static final Revision R1 = revision("model", "0.1");
    private static final Revision R2 = revision("model", "0.2");
    private static final Revision R3 = revision("model", "0.3");
    private static final Revision OTHER = revision("other", "0.1");

    private final Map<String, SectionConfig> configs = new LinkedHashMap<>();
    private final Map<String, SectionConfig> followed = new HashMap<>();

    @Test
    void theFirstRevisionIsHeldAlone() {
        step(R1);
        assertThat(held())
                .containsOnly(Map.entry("camera", "1!"), Map.entry("gateway", "1!"), Map.entry("cloud", "1!"));
    }

    @Test
    void aThresholdIsStagedChosenAndTheOldOneLeavesBottomUp() {
        settle(R1);

        step(R2);
        assertThat(held())
                .containsEntry("camera", "1!2")
                .containsEntry("gateway", "1!2")
                .containsEntry("cloud", "1!2");

        follow("camera", "gateway");
        step(R2);
        assertThat(held()).as("the cloud does not hold it").containsEntry("gateway", "1!2");

        follow("cloud");
        step(R2);
        assertThat(held())
                .containsEntry("camera", "1!2")
                .containsEntry("gateway", "12!")
                .containsEntry("cloud", "1!2");

        step(R2);
        assertThat(held()).as("the gateway did not follow").containsEntry("camera", "1!2");

        follow("gateway");
        step(R2);
        assertThat(held()).containsEntry("camera", "2!").containsEntry("gateway", "12!");

        follow("camera");
        step(R2);
        assertThat(held()).containsEntry("gateway", "2!").containsEntry("cloud", "1!2");

        follow("gateway");
        step(R2);
        assertThat(held()).containsEntry("cloud", "2!");
    }

    @Test
    void aThirdRevisionWaitsUntilTheSecondIsGone() {
        settle(R1);
        step(R2);
        follow("camera", "gateway", "cloud");

        step(R3);

        assertThat(held())
                .containsEntry("camera", "1!")
                .containsEntry("gateway", "1!2")
                .containsEntry("cloud", "1!2");
        settle(R3);
        assertThat(held())
                .containsOnly(Map.entry("camera", "3!"), Map.entry("gateway", "3!"), Map.entry("cloud", "3!"));
    }

    @Test
    void anotherModelReplacesAtOnce() {
        settle(R1);
        step(OTHER);
        assertThat(configs.get("cloud").revisions()).containsExactly(OTHER.held("cloud"));
        assertThat(configs.get("cloud").answering()).isEqualTo(OTHER.name());
    }

    @Test
    void aLostConfigurationIsWrittenAnew() {
        settle(R1);
        configs.remove("cloud");
        step(R1);
        assertThat(held()).containsEntry("cloud", "1!");
    }

    /** Whatever is wanted when, and in whatever order pods learn of it: no pod ever chooses what one above it lacks. */
    @RepeatedTest(200)
    void noPodEverChoosesWhatOneAboveItDoesNotHold(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        List<Revision> all = List.of(R1, R2, R3);
        settle(R1);
        Revision target = R1;
        for (int i = 0; i < 60; i++) {
            if (random.nextInt(8) == 0) {
                target = all.get(random.nextInt(3));
            }
            step(target);
            SECTIONS.forEach(
                    section -> assertThat(configs.get(section).revisions()).hasSizeLessThanOrEqualTo(2));
            if (random.nextBoolean()) {
                follow(SECTIONS.get(random.nextInt(3)));
            }
            assertNothingIsRefused(target, i);
        }
        settle(target);
        assertThat(configs.get("gateway").answering()).isEqualTo(target.name());
    }

    private void assertNothingIsRefused(Revision target, int step) {
        List<String> tagged = names(followed.get("camera"));
        SectionConfig gateway = followed.get("gateway");
        List<String> common = names(gateway).stream().filter(tagged::contains).toList();
        assertThat(common)
                .as("step %s towards %s: parts fit the gateway", step, target.name())
                .isNotEmpty();
        String chosen = common.contains(gateway.answering()) ? gateway.answering() : common.get(0);
        assertThat(names(followed.get("cloud")))
                .as("step %s towards %s", step, target.name())
                .contains(chosen);
    }

    private void settle(Revision target) {
        for (int i = 0; i < 20; i++) {
            step(target);
            follow("camera", "gateway", "cloud");
        }
    }

    private void step(Revision target) {
        RevisionRoad.next(target, observed())
                .forEach((section, holding) -> configs.put(
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
                                null)));
    }

    private void follow(String... sections) {
        for (String section : sections) {
            followed.put(section, configs.get(section));
        }
    }

    private Observed observed() {
        var held = new ArrayList<HeldConfig>();
        configs.forEach((section, config) ->
                held.add(new HeldConfig(section, ContractJson.hash(ContractJson.write(config)), config)));
        List<PodState> pods = SECTIONS.stream()
                .map(section -> new PodState(section, section, section, "b", true, false, null, null, null, null))
                .toList();
        List<PodReport> reports = followed.entrySet().stream()
                .map(entry -> report(entry.getKey(), entry.getValue()))
                .toList();
        return new Observed(
                new Identity("city", "d", "uid", 1),
                null,
                List.of(),
                CutResponse.fetching(""),
                held,
                List.of(),
                pods,
                reports,
                List.of());
    }

    private static PodReport report(String section, SectionConfig config) {
        List<RevisionState> states = config.revisions().stream()
                .map(revision -> new RevisionState(revision.name(), null, State.Loaded, null))
                .toList();
        String hash = ContractJson.hash(ContractJson.write(config));
        return new PodReport(
                section,
                "boot",
                1,
                section,
                "node",
                "city",
                "d",
                section,
                "b",
                hash,
                null,
                states,
                new Samples(0, 0, 0, 0, Map.of()),
                null);
    }

    /** By section: the revisions held, by number, with a mark at the one that answers. */
    private Map<String, String> held() {
        var held = new LinkedHashMap<String, String>();
        configs.forEach((section, config) -> {
            var text = new StringBuilder();
            for (String name : names(config)) {
                text.append(List.of(R1.name(), R2.name(), R3.name()).indexOf(name) + 1);
                text.append(name.equals(config.answering()) ? "!" : "");
            }
            held.put(section, text.toString());
        });
        return held;
    }

    private static List<String> names(SectionConfig config) {
        return config.revisions().stream().map(HeldRevision::name).toList();
    }

    private static Revision revision(String model, String threshold) {
        return Revision.of("d", Cuts.camerasGatewayCloud(model, 3, threshold));
    }
}
