package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.sandbox.net.Recording;
import dev.ddnn.sandbox.net.Traffic;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What really crosses the links between the sections. */
@ExtendWith(DigitsSandboxExtension.class)
class DigitsWireSandboxIT {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final int SAMPLES = 400;

    /** Which tensor of which sample. */
    private record Key(int sample, String tensor) {}

    @Test
    void featuresOnTheWireAreThoseOfTheUncutModelSignBySign(DigitsSandbox digits) throws Exception {
        // Given
        List<Story.View> views = digits.story().feed().views();
        Map<String, Integer> sampleOf = new ConcurrentHashMap<>();
        Map<Key, byte[]> sent;
        try (Recording cameras = digits.sandbox().meter().record(streamTo("gateway"));
                Recording gateway = digits.sandbox().meter().record(streamTo("cloud"))) {
            allStreamsBeginAnew(digits);

            // When
            List<Entry> entries = digits.digits().entriesBesideThePods(views);
            List<Outcome> outcomes = new Feeder(
                            digits.samples(),
                            i -> entries,
                            4,
                            Duration.ofSeconds(12),
                            (id, outcome, replies) -> sampleOf.put(id, outcome.sample()))
                    .feed(SAMPLES, done -> {});
            assertThat(outcomes)
                    .allMatch(o -> o.verdict() != null && o.verdict().isComplete());
            sent = sent(List.of(cameras, gateway), sampleOf);
        }

        // Then
        compare(digits, sent);
    }

    private static void compare(DigitsSandbox digits, Map<Key, byte[]> sent) throws Exception {
        List<Story.View> views = digits.story().feed().views();
        Set<String> tensors = new TreeSet<>(Set.of("gateway/features"));
        views.forEach(v -> tensors.add(v.name() + "/features"));
        SampleSet samples = digits.samples();
        Compared compared = new Compared();
        Compared withTheNextSample = new Compared();
        try (UncutFeatures uncut =
                new UncutFeatures(digits.folder().resolve(digits.story().feed().model()), views, tensors)) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                Map<String, float[]> own = uncut.of(samples, sample);
                Map<String, float[]> next = uncut.of(samples, sample + 1);
                for (String tensor : tensors) {
                    Key key = new Key(sample, tensor);
                    compared.add(key, sent.get(key), own.get(tensor));
                    withTheNextSample.add(key, sent.get(key), next.get(tensor));
                }
            }
        }
        System.out.println("signs on the wire and in the uncut model: " + compared);
        System.out.println("the same with the next sample's: " + withTheNextSample);
        assertThat(compared.tensors.keySet()).isEqualTo(tensors);
        views.forEach(v -> assertThat(compared.tensors).containsEntry(v.name() + "/features", SAMPLES));
        assertThat(compared.different).isZero();
        assertThat(withTheNextSample.different).isGreaterThan(compared.signs / 10);
    }

    private static Traffic streamTo(String section) {
        return new Traffic(Traffic.Kind.STREAM, "default", "digits", section);
    }

    /** Both hops end at the gateway: when its process is gone, all streams are made again. */
    private static void allStreamsBeginAnew(DigitsSandbox digits) throws Exception {
        long pid = digits.processes("digits-gateway-").get(0).pid();
        digits.signal(digits.processes("digits-gateway-").get(0), Signal.KILL);
        eventually(SOON, () -> digits.processes("digits-gateway-"), p -> assertThat(p)
                .hasSize(1)
                .allMatch(one -> one.pid() != pid));
        digits.digits().awaitReady(SOON, System.out::println);
        assertThat(digits.run(digits.samples()).awaitStreams(SOON)).isTrue();
    }

    private static Map<Key, byte[]> sent(List<Recording> recordings, Map<String, Integer> sampleOf) throws Exception {
        Map<Key, byte[]> sent = new HashMap<>();
        for (Recording recording : recordings) {
            for (byte[] connection : recording.connections()) {
                for (RecordedParts.Sent one : RecordedParts.of(connection)) {
                    Integer sample = sampleOf.get(one.part().getSample());
                    if (sample != null) {
                        assertThat(one.part().getTensorsCount()).isEqualTo(1);
                        String tensor = one.sender().getSection().equals("gateway")
                                ? "gateway/features"
                                : one.sender().getBranch() + "/features";
                        sent.put(
                                new Key(sample, tensor),
                                one.part().getTensors(0).toByteArray());
                    }
                }
            }
        }
        return sent;
    }

    /** Counts; written here, so that the codec of the pods is not what checks itself. */
    private static final class Compared {
        private final Map<String, Integer> tensors = new HashMap<>();
        private int signs;
        private int different;

        /** @param bits one per value, lowest first: set is +1, clear is -1 */
        void add(Key key, byte @Nullable [] bits, float[] values) {
            if (bits == null) {
                return; // the gateway answered itself
            }
            assertThat(bits).hasSize((values.length + 7) / 8);
            tensors.merge(key.tensor(), 1, Integer::sum);
            for (int i = 0; i < values.length; i++) {
                assertThat(Math.abs(values[i])).isEqualTo(1);
                signs++;
                boolean set = (bits[i / 8] >> i % 8 & 1) == 1;
                different += set == values[i] > 0 ? 0 : 1;
            }
        }

        @Override
        public String toString() {
            return signs + " signs in " + tensors + ", " + different + " different";
        }
    }
}
