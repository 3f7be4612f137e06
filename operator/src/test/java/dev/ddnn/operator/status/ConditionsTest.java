package dev.ddnn.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final List<Condition> BEFORE = new Conditions(null, 1, THEN)
            .isTrue(ConditionType.Ready, Reason.Serving, "yes")
            .isTrue(ConditionType.Reconciling, Reason.Applying, "wrote")
            .merged();

    @Test
    void theTransitionTimeStaysWhileTheStatusDoes() {
        assertThat(new Conditions(BEFORE, 2, NOW)
                        .isTrue(ConditionType.Ready, Reason.Serving, "still")
                        .merged())
                .singleElement()
                .satisfies(ready -> assertThat(ready.getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z"))
                .satisfies(ready -> assertThat(ready.getMessage()).isEqualTo("still"))
                .satisfies(ready -> assertThat(ready.getObservedGeneration()).isEqualTo(2));
    }

    @Test
    void itIsNewWhenTheStatusChanges() {
        assertThat(new Conditions(BEFORE, 1, NOW)
                        .isFalse(ConditionType.Ready, Reason.SectionsNotReady, "no")
                        .merged())
                .singleElement()
                .satisfies(ready -> assertThat(ready.getLastTransitionTime()).isEqualTo("2026-01-02T00:00:00Z"));
    }

    @Test
    void whatIsNotSetIsGoneAndTheOrderIsThatOfTheTypes() {
        assertThat(new Conditions(BEFORE, 1, NOW)
                        .isFalse(ConditionType.Degraded, Reason.NotServing, "")
                        .isFalse(ConditionType.Ready, Reason.SpecRefused, "")
                        .isTrue(ConditionType.Stalled, Reason.SpecRefused, "")
                        .merged())
                .extracting(Condition::getType)
                .containsExactly("Ready", "Stalled", "Degraded");
    }

    @Test
    void aLongMessageIsCutToWhatAConditionMayHold() {
        assertThat(new Conditions(null, 1, NOW)
                        .isFalse(ConditionType.Ready, Reason.SpecRefused, "x".repeat(5000))
                        .merged()
                        .get(0)
                        .getMessage())
                .hasSize(Conditions.MAX_MESSAGE)
                .endsWith("…");
    }
}
