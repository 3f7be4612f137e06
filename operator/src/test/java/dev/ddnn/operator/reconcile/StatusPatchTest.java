package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusPatchTest {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void whileOnlyPodsAreStartedItIsLookedAtLessAndLessOften() {
        var starting = reconciling(null, Reason.SectionsNotReady);

        assertThat(pauseAfter(Duration.ZERO, starting)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauseAfter(Duration.ofMillis(1500), starting)).isEqualTo(Duration.ofMillis(1500));
        assertThat(pauseAfter(Duration.ofMinutes(3), starting)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatOnlyTheHubTellsIsAskedForEachSecond() {
        assertThat(pauseAfter(Duration.ofMinutes(3), reconciling(null, Reason.ModelFetching)))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(pauseAfter(Duration.ofMinutes(3), reconciling("digits-1", Reason.SectionsNotReady)))
                .as("a rollout goes on by what pods report")
                .isEqualTo(Duration.ofSeconds(1));
    }

    private static Duration pauseAfter(Duration age, DDNNStatus status) {
        return StatusPatch.pause(status, BEGUN.plus(age));
    }

    private static DDNNStatus reconciling(@Nullable String current, Reason reason) {
        var conditions = new Conditions(null, 1, BEGUN)
                .isFalse(ConditionType.Ready, reason, "0 of 3")
                .isTrue(ConditionType.Reconciling, reason, "0 of 3");
        return new DDNNStatus(1L, conditions.merged(), current, null, List.of(), null);
    }
}
