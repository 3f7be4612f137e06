package dev.ddnn.benchmarks.cp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void theLeastIsNoExcess() {
        // When
        var counts = new Counts(least(), "ours", 1, 2);

        // Then
        assertThat(counts.writesPerDDNN()).isEqualTo(counts.leastPerDDNN());
        assertThat(counts.excess()).isEmpty();
        assertThat(counts.conflicts()).isZero();
        assertThat(counts.duplicates()).isZero();
    }

    @Test
    void aPlantedWriteIsSeenByItsKind() {
        // Given
        List<Call> calls = least();
        calls.add(call("update", "ddnns/status", "one", 200));

        // When
        var counts = new Counts(calls, "ours", 1, 2);

        // Then
        assertThat(counts.writesPerDDNN()).isEqualTo(counts.leastPerDDNN() + 1);
        assertThat(counts.excess()).containsExactly("update ddnns/status +1.000");
    }

    @Test
    void aChildThatIsAppliedTwiceIsADuplicate() {
        // Given
        List<Call> calls = least();
        calls.add(call("patch", "configmaps", "one-0", 200));
        calls.add(call("patch", "services", "one-0", 409));

        // When
        var counts = new Counts(calls, "ours", 1, 2);

        // Then
        assertThat(counts.duplicates()).isEqualTo(2);
        assertThat(counts.conflicts()).isEqualTo(1);
    }

    @Test
    void readsAndOtherNamespacesAreNoWrites() {
        // Given
        List<Call> calls = least();
        calls.add(call("get", "services", "one-0", 404));
        calls.add(call("watch", "services", "", 200));
        calls.add(new Call("ddnn-operator", "patch", "ddnnnodepools/status", "", "pool", 200, START, START));

        // When
        var counts = new Counts(calls, "ours", 1, 2);

        // Then
        assertThat(counts.writesPerDDNN()).isEqualTo(counts.leastPerDDNN());
        assertThat(counts.readsPerDDNN()).isEqualTo(1);
    }

    @Test
    void callsInFlightAreThoseThatOverlap() {
        // Given
        List<Call> calls =
                List.of(during("get", 0, 10), during("get", 10, 20), during("patch", 5, 15), during("watch", 0, 100));

        // Then
        assertThat(Call.mostInFlight(calls)).isEqualTo(2);
        assertThat(Call.mostInFlight(List.of())).isZero();
    }

    @Test
    void whoWaitsAsLongAsToldHonoursIt() {
        // Given
        Call refused = refused(0);

        // When
        var honoured = Jam.outcome(List.of(refused, refused(1001), call("patch", "services", "one-0", 200)), List.of());

        // Then
        assertThat(honoured.refused()).isEqualTo(2);
        assertThat(honoured.leastPauseMillis()).isEqualTo(1001);
        assertThat(honoured.honoured()).isTrue();
        assertThat(Jam.outcome(List.of(refused, refused(700)), List.of()).honoured())
                .isFalse();
        assertThat(Jam.outcome(List.of(refused), List.of()).honoured())
                .as("given up")
                .isFalse();
        assertThat(Jam.outcome(List.of(), List.of()).honoured())
                .as("never refused")
                .isFalse();
    }

    /** Three are made by calls that look the same: the fourth try is the second of one of them. */
    @Test
    void ofNamelessWritesAsManyAndOneMoreTellWhetherOneWasHasty() {
        // Given
        List<Call> made = Collections.nCopies(3, call("create", "services", "one-0", 201));

        // When
        var patient = Jam.outcome(create(0, 10, 20, 1005, 1015), made);
        var hasty = Jam.outcome(create(0, 10, 20, 900), made);
        var onceEach = Jam.outcome(create(0, 10, 20), made);

        // Then
        assertThat(patient.leastPauseMillis()).isEqualTo(1005);
        assertThat(patient.honoured()).isTrue();
        assertThat(hasty.leastPauseMillis()).isEqualTo(900);
        assertThat(hasty.honoured()).isFalse();
        assertThat(onceEach.honoured()).as("given up").isFalse();
    }

    private static List<Call> create(long... millis) {
        return LongStream.of(millis)
                .mapToObj(START::plusMillis)
                .map(at -> new Call("ddnn-operator", "create", "services", "ours", "", 429, at, at))
                .toList();
    }

    @Test
    void theLogIsReadOnAlsoWhenItIsRotated() throws IOException {
        // Given
        Path file = directory.resolve("audit.jsonl");
        var log = new AuditLog(file);
        assertThat(log.take()).isEmpty();
        Files.writeString(
                file, line("zero") + "\n" + line("one") + "\n" + line("two").substring(0, 20));

        // When
        List<Call> first = log.take();
        Files.writeString(file, line("two").substring(20) + "\n", StandardOpenOption.APPEND);
        Files.move(file, directory.resolve("audit-2026.jsonl"));
        Files.writeString(file, line("three") + "\n");
        List<Call> second = log.take();

        // Then
        assertThat(first).extracting(Call::name).containsExactly("zero", "one");
        assertThat(second).extracting(Call::name).containsExactly("two", "three");
        assertThat(second.get(0))
                .isEqualTo(new Call(
                        "ddnn-operator", "patch", "ddnns/status", "ours", "two", 200, START, START.plusMillis(5)));
    }

    private static String line(String name) {
        return """
                {"stage":"ResponseComplete","verb":"patch","user":{"username":"system:serviceaccount:ddnn-system:ddnn-operator"},\
                "objectRef":{"resource":"ddnns","namespace":"ours","name":"%s","subresource":"status"},"responseStatus":{"code":200},\
                "requestReceivedTimestamp":"2026-01-01T00:00:00.000000Z","stageTimestamp":"2026-01-01T00:00:00.005000Z"}""".formatted(name);
    }

    private static List<Call> least() {
        var calls = new ArrayList<Call>();
        calls.add(call("update", "ddnns/status", "one", 200));
        calls.add(call("update", "ddnns/status", "one", 200));
        Counts.FIXED.forEach((kind, count) -> {
            for (int i = 0; i < count; i++) {
                calls.add(call(kind.split(" ")[0], kind.split(" ")[1], "one-" + i, 201));
            }
        });
        return calls;
    }

    private static Call call(String verb, String resource, String name, int code) {
        return new Call("ddnn-operator", verb, resource, "ours", name, code, START, START);
    }

    private static Call refused(int millis) {
        Instant time = START.plusMillis(millis);
        return new Call("ddnn-operator", "patch", "configmaps", "ours", "one-0", 429, time, time);
    }

    private static Call during(String verb, int from, int until) {
        return new Call(
                "ddnn-operator", verb, "pods", "ours", "", 200, START.plusMillis(from), START.plusMillis(until));
    }
}
