package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ddnn.sandbox.launch.SandboxGround;
import dev.ddnn.sandbox.net.Traffic;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import dev.ddnn.sandbox.run.PodCounters;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On other clusters the pods' own counters tell what crosses a hop; here the links know it as well. */
@ExtendWith(DigitsSandboxExtension.class)
class LinkBytesSandboxIT {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final int SAMPLES = 300;

    /** Keep-alive pings go on while one counter is read after the other. */
    private static final double PINGS = 600;

    @Test
    void podsCountWhatTheLinksCarry(DigitsSandbox digits) throws Exception {
        // Given
        PodCounters counters = new PodCounters(digits.installation().hub());
        SandboxGround ground = new SandboxGround(digits.sandbox());
        List<String> sections = digits.digits().sections();
        Map<String, Count> podsBefore = counters.streams("default", "digits", sections);
        Map<String, Count> linksBefore = ground.streams(digits.digits());

        // When
        digits.feed(digits.digits(), SAMPLES);

        // Then: the later the links are looked at after the pods' reports were made, the more pings they have carried
        eventually(
                SOON,
                () -> new Both(counters.streams("default", "digits", sections), ground.streams(digits.digits())),
                now -> {
                    for (String section : List.of("gateway", "cloud")) {
                        Count counted = now.pods().get(section).since(podsBefore.get(section));
                        Count carried = now.links().get(section).since(linksBefore.get(section));
                        assertThat((double) counted.up()).isCloseTo(carried.up(), within(PINGS));
                        assertThat((double) counted.back()).isCloseTo(carried.back(), within(PINGS));
                    }
                });
        assertThat(ground.streams(digits.digits()).get("gateway").up()).isGreaterThan(100 * SAMPLES);
    }

    /** What pods have counted, and a moment later the links. */
    private record Both(Map<String, Count> pods, Map<String, Count> links) {}

    @Test
    void theClientCountsWhatTheLinksCarryToTheEntries(DigitsSandbox digits) throws Exception {
        // Given
        List<Entry> entries =
                digits.cloudOnly().entriesFrom("cam-0", digits.story().feed().views());
        Traffic traffic = new Traffic(Traffic.Kind.ENTRY, "default", "digits-cloud", "cloud");
        Count before = digits.sandbox().meter().count(traffic);
        Feeder feeder = new Feeder(digits.samples(), i -> entries, 2, Duration.ofSeconds(12));

        // When
        feeder.feed(50, done -> {});

        // Then
        assertThat(digits.sandbox().meter().count(traffic).since(before)).isEqualTo(feeder.bytes());
    }
}
