package dev.ddnn.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Statistics that cannot fail are no gate: each turns red on a planted regression. */
class GoalResultTest {
    private static final List<Double> ROUNDS = List.of(1.2, 1.25, 1.3, 1.22, 1.28);

    @Test
    void quartilesAreThoseOfTheRounds() {
        // When
        var quartiles = Quartiles.of(List.of(4.0, 1.0, 3.0, 2.0, 5.0));

        // Then
        assertThat(quartiles).isEqualTo(new Quartiles(2, 3, 4));
        assertThat(Quartiles.of(List.of(1.0, 2.0))).isEqualTo(new Quartiles(1.25, 1.5, 1.75));
        assertThat(Quartiles.of(List.of(7.0))).isEqualTo(new Quartiles(7, 7, 7));
        assertThatThrownBy(() -> Quartiles.of(List.of())).hasMessageContaining("found none");
    }

    @Test
    void aRatioWithinItsGatePasses() {
        assertThat(ratio(ROUNDS).verdict()).isEqualTo(Verdict.pass);
    }

    @Test
    void aPlantedSlownessFails() {
        assertThat(ratio(ROUNDS.stream().map(round -> round * 1.25).toList()).verdict())
                .isEqualTo(Verdict.fail);
    }

    @Test
    void roundsThatDifferTooMuchSayNothingEitherWay() {
        assertThat(ratio(List.of(0.6, 0.8, 1.0, 1.2, 1.4)).verdict()).isEqualTo(Verdict.noisy);
        assertThat(ratio(List.of(2.0, 4.0, 3.0, 2.2, 5.0)).verdict()).isEqualTo(Verdict.noisy);
    }

    @Test
    void aCountIsMetExactly() {
        assertThat(count(14).verdict()).isEqualTo(Verdict.pass);
        assertThat(count(14.005).verdict()).as("one write more in 200 DDNNs").isEqualTo(Verdict.fail);
        assertThat(count(13.995).verdict()).as("one write less in 200 DDNNs").isEqualTo(Verdict.fail);
    }

    @Test
    void aSizeIsAtMostItsGate() {
        assertThat(GoalResult.atMost("CP6", "heap", 60, 45, 60, Map.of()).verdict())
                .isEqualTo(Verdict.pass);
        assertThat(GoalResult.atMost("CP6", "heap", 60.1, 45, 60, Map.of()).verdict())
                .isEqualTo(Verdict.fail);
    }

    @Test
    void whatTheFigureDoesNotShowFailsIt() {
        // When
        var failed = count(14).failed("there are conflicts");

        // Then
        assertThat(failed.verdict()).isEqualTo(Verdict.fail);
        assertThat(failed.json()).containsEntry("failed", "there are conflicts");
    }

    @Test
    void theReportHasOneObjectPerGoal() {
        // When
        var report = new Report(Map.of("ddnns", 200), List.of(ratio(ROUNDS), count(15)));

        // Then
        assertThat(report.json()).containsOnlyKeys("CP1", "CP3", "run");
        assertThat(report.goals().get(0).json())
                .containsEntry("ratio", 1.25)
                .containsEntry("goal", 1.15)
                .containsEntry("gate", 1.5)
                .containsEntry("verdict", Verdict.pass);
        assertThat(report.goals().get(1).json()).containsEntry("value", 15.0).containsEntry("verdict", Verdict.fail);
        assertThat(report.failed()).isTrue();
        assertThat(report.with(Verdict.fail)).isEqualTo("CP3");
        assertThat(report.table()).contains("1.25x [1.22 1.28]").contains("CP3");
    }

    private static GoalResult ratio(List<Double> rounds) {
        return GoalResult.ofRatio("CP1", "one DDNN", rounds, 1.15, 1.5, Map.of());
    }

    private static GoalResult count(double writes) {
        return GoalResult.equal("CP3", "writes", writes, 14, Map.of());
    }
}
