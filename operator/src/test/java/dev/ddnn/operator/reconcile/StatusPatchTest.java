package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusPatchTest {
    private static final Duration CALM = Duration.ofSeconds(17);
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void whileOnlyPodsAreStartedItIsLookedAtAsSeldomAsAtRest() {
        assertThat(pause(reconciling(null, Reason.SectionsNotReady, 0))).isEqualTo(CALM);
        assertThat(pause(new DDNNStatus(1L, List.of(), "digits-1", null, List.of(), null)))
                .isEqualTo(CALM);
    }

    @Test
    void whatOnlyTheHubTellsIsAskedForEachSecond() {
        assertThat(pause(reconciling(null, Reason.ModelFetching, 0))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause(reconciling(null, Reason.SectionsNotReady, 1)))
                .as("all pods are ready, and have not reported yet")
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(pause(reconciling("digits-1", Reason.SectionsNotReady, 0)))
                .as("a rollout goes on by what pods report")
                .isEqualTo(Duration.ofSeconds(1));
    }

    private static Duration pause(DDNNStatus status) {
        return StatusPatch.pause(status, CALM);
    }

    private static DDNNStatus reconciling(@Nullable String current, Reason reason, int ready) {
        var section = new SectionStatus("cloud", "pool", ready, 1, null, null, null);
        var conditions = new Conditions(null, 1, BEGUN)
                .isFalse(ConditionType.Ready, reason, "0 of 3")
                .isTrue(ConditionType.Reconciling, reason, "0 of 3");
        return new DDNNStatus(1L, conditions.merged(), current, null, List.of(section), null);
    }
}
