package dev.ddnn.operator.plan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.PodReport.LatencyCounts;
import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.operator.plan.rollout.RolloutPlan.GateLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each gate: passed, failed, too few samples. */
class GatesTest {
    private static final GateLimits SHIFT = new GateLimits(100, 10, null, null, null, null);
    private static final GateLimits AGREEMENT = new GateLimits(100, null, 95, null, null, null);
    private static final GateLimits P95 = new GateLimits(100, null, null, 20, null, null);
    private static final GateLimits ERROR = new GateLimits(100, null, null, null, 1, null);
    private static final GateLimits DEGRADED = new GateLimits(100, null, null, null, null, 5);

    @Test
    void withoutGatesNothingIsJudged() {
        assertThat(said(null, List.of())).isEqualTo("passed");
    }

    @Test
    void theShareOfAnExitMayMoveByThatManyPoints() {
        assertThat(said(SHIFT, counts(exits(80, 20), exits(70, 30)))).isEqualTo("passed");
        assertThat(said(SHIFT, counts(exits(80, 20), exits(69, 31))))
                .isEqualTo("maxExitShiftPoints 11.0 instead of 10");
        assertThat(said(SHIFT, counts(exits(5, 0), exits(0, 200)))).isEqualTo("100 samples for maxExitShiftPoints");
    }

    @Test
    void agreementIsJudgedOnSamplesThatBothAnswered() {
        assertThat(said(AGREEMENT, compared(100, 95))).isEqualTo("passed");
        assertThat(said(AGREEMENT, compared(100, 94))).isEqualTo("minAgreementPercent 94.0 instead of 95");
        assertThat(said(AGREEMENT, compared(99, 0))).isEqualTo("100 samples answered by both revisions");
    }

    @Test
    void theTimeToAnAnswerIsThatOfTheHistogram() {
        assertThat(said(P95, counts(timed(10), timed(10)))).isEqualTo("passed");
        assertThat(said(P95, counts(timed(10), timed(11)))).isEqualTo("maxP95IncreasePercent 25.0 instead of 20");
    }

    @Test
    void refusedSamplesAreErrors() {
        assertThat(said(ERROR, counts(exits(100, 0), refused(99, 1)))).isEqualTo("passed");
        assertThat(said(ERROR, counts(exits(100, 0), refused(98, 2)))).isEqualTo("maxErrorPercent 2.0 instead of 1");
        assertThat(said(ERROR, counts(exits(100, 0), refused(0, 100)))).isEqualTo("maxErrorPercent 100.0 instead of 1");
    }

    @Test
    void degradedAnswersAreCounted() {
        assertThat(said(DEGRADED, counts(exits(100, 0), degraded(5)))).isEqualTo("passed");
        assertThat(said(DEGRADED, counts(exits(100, 0), degraded(6)))).isEqualTo("maxDegradedPercent 6.0 instead of 5");
    }

    @Test
    void theCountsOfAllPodsAreAdded() {
        var pods = new ArrayList<>(compared(60, 60));
        pods.addAll(compared(60, 50));
        assertThat(said(AGREEMENT, pods)).isEqualTo("minAgreementPercent 91.7 instead of 95");
    }

    @Test
    void aGateWithoutLimitsStillWantsSamples() {
        var none = new GateLimits(100, null, null, null, null, null);
        assertThat(said(none, counts(exits(100, 0), exits(99, 0)))).isEqualTo("100 samples of the new revision");
        assertThat(said(none, counts(exits(100, 0), exits(100, 0)))).isEqualTo("passed");
    }

    private static String said(GateLimits limits, List<RolloutCounts> counts) {
        return Gates.judge(limits, counts)
                .fold(
                        () -> "passed",
                        Verdict.Undecided::lacking,
                        breach -> breach.gate() + " " + breach.measured() + " instead of " + breach.allowed());
    }

    private static List<RolloutCounts> counts(RevisionCounts current, RevisionCounts target) {
        return List.of(new RolloutCounts("id", current, target, 0, 0, 0));
    }

    private static List<RolloutCounts> compared(long compared, long agreed) {
        return List.of(new RolloutCounts("id", exits(100, 0), exits(100, 0), compared, agreed, 0));
    }

    private static RevisionCounts exits(long gateway, long cloud) {
        return new RevisionCounts("r", Map.of("gateway", gateway, "cloud", cloud), 0, 0, latency(0, 0));
    }

    private static RevisionCounts refused(long answered, long refused) {
        return new RevisionCounts("r", Map.of("gateway", answered), 0, refused, latency(0, 0));
    }

    private static RevisionCounts degraded(long degraded) {
        return new RevisionCounts("r", Map.of("gateway", 100L), degraded, 0, latency(0, 0));
    }

    /** A hundred answers in one bucket. */
    private static RevisionCounts timed(int bucket) {
        return new RevisionCounts("r", Map.of("gateway", 100L), 0, 0, latency(bucket, 100));
    }

    private static LatencyCounts latency(int bucket, long count) {
        var counts = new ArrayList<>(Collections.nCopies(LatencyCounts.UPPER_MILLIS.size() + 1, 0L));
        counts.set(bucket, count);
        return new LatencyCounts(counts);
    }
}
