package dev.ddnn.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "50ms, PT0.05S",
        "2s, PT2S",
        "1m30s, PT1M30S",
        "1h30m, PT1H30M",
        "1.5s, PT1.5S",
        "0.125ms, PT0.000125S",
        "99999h99999h99999h99999h, PT399996H",
        "0s, PT0S"
    })
    void readsAllUnits(String text, Duration expected) {
        // Given a text that the schema accepts
        // When
        var duration = Durations.parse(text);
        // Then
        assertThat(duration).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "50", "1d", "-1s", "ms", "1 s", "1,5s", "1s2m3s4m5s", "1.2345s", "1S", "1s\n", "100000s"})
    void refusesAnythingElse(String text) {
        // Given a text that the schema refuses
        // When, Then
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(InvalidDurationException.class)
                .hasMessage(
                        "'%s' is not a duration; allowed are numbers with the units h, m, s or ms, for example 50ms, 2s or 1m30s",
                        text);
    }

    @ParameterizedTest
    @ValueSource(strings = {Defaults.DEADLINE, Defaults.JOIN_TIMEOUT})
    void readsTheDefaults(String text) {
        // Given a default; When
        var duration = Durations.parse(text);
        // Then
        assertThat(duration).isPositive();
    }
}
