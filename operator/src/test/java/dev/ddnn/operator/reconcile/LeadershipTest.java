package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    private final List<String> done = new ArrayList<>();
    private final Leadership leadership =
            Leadership.elected(() -> done.add("lease given back"), () -> done.add("process ended"));

    @Test
    void whoIsAloneLeadsFromTheStart() {
        // Given / When / Then
        assertThat(Leadership.alone().leads()).isTrue();
    }

    @Test
    void whoLosesTheLeaseEndsAtOnce() {
        // Given
        assertThat(leadership.leads()).isFalse();
        leadership.acquired();
        assertThat(leadership.leads()).isTrue();

        // When
        leadership.stopped();

        // Then
        assertThat(leadership.leads()).isFalse();
        assertThat(done).containsExactly("process ended");
    }

    @Test
    void whoIsToldToEndGivesTheLeaseBack() {
        // Given
        leadership.acquired();

        // When
        leadership.ending();
        leadership.stopped();

        // Then
        assertThat(done).containsExactly("lease given back");
    }
}
