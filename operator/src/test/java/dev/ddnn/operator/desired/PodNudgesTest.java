package dev.ddnn.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.Planner;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.testing.Cuts;
import dev.ddnn.operator.testing.DDNNs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PodNudgesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");
    private static final SectionPlan SECTION = plan().sections().get(0);
    private static final String HASH = SECTION.configHash();

    @Test
    void aPodThatFollowsNeedsNoWord() {
        assertThat(told(true, null, null, HASH)).isEmpty();
    }

    @Test
    void aPodThatFollowsAnOlderOneIsTold() {
        assertThat(told(true, null, null, "older")).containsExactly(HASH);
        assertThat(told(false, "older", NOW, "older")).containsExactly(HASH);
    }

    @Test
    void aPodThatWasToldIsGivenTimeAndThenToldAgain() {
        assertThat(told(true, HASH, NOW.minusSeconds(4), "older")).isEmpty();
        assertThat(told(true, HASH, NOW.minusSeconds(5), "older")).containsExactly(HASH + ".1");
        assertThat(told(true, HASH + ".1", NOW.minusSeconds(6), "older")).containsExactly(HASH + ".2");
    }

    @Test
    void aPodThatStartsReadsTheNewestByItself() {
        assertThat(told(false, null, null, null)).isEmpty();
    }

    @Test
    void aReadyPodThatNobodyHasHeardOfIsToldOnce() {
        assertThat(told(true, null, null, null)).containsExactly(HASH);
        assertThat(told(true, HASH, NOW.minusSeconds(60), null)).isEmpty();
    }

    private static List<String> told(
            boolean ready, @Nullable String told, @Nullable Instant at, @Nullable String reported) {
        var pod = new PodState("pod", "uid", "cloud", "view0", ready, false, false, null, told, at, null);
        List<PodReport> reports = reported == null
                ? List.of()
                : List.of(new PodReport(
                        "uid",
                        "boot",
                        1,
                        "pod",
                        "node",
                        "city",
                        "d",
                        "cloud",
                        "view0",
                        reported,
                        null,
                        List.of(),
                        new Samples(0, 0, 0, 0, Map.of()),
                        null));
        return PodNudges.of(SECTION, observed(List.of(pod), reports), NOW).stream()
                .map(PodNudge::told)
                .toList();
    }

    private static Planned plan() {
        return Planner.plan(DDNNs.cloudOnly("", "model"), observed(List.of(), List.of()), NOW)
                .fold(planned -> planned, waiting -> null, refused -> null);
    }

    private static Observed observed(List<PodState> pods, List<PodReport> reports) {
        return new Observed(
                new Identity("city", "d", "uid", 1),
                null,
                List.of(new Pool(
                        "cloud",
                        DDNNs.pool("cloud", Tier.Cloud).getSpec(),
                        List.of(new Observed.Node("any", true, false, Map.of(), null)))),
                CutResponse.cut(Cuts.cloudOnly("model", 1)),
                List.of(),
                List.of(),
                pods,
                reports,
                List.of(),
                List.of(),
                List.of());
    }
}
