package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ddnn.sandbox.report.Exits;
import dev.ddnn.sandbox.report.Uncut;
import dev.ddnn.sandbox.story.Feeding.Try;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import dev.ddnn.sandbox.testing.Followers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes of more than a threshold, while samples flow. They may refuse samples for a bounded time, in a way that tells clients to
 * try again; they never answer wrongly and never leave a sample without a word.
 */
@ExtendWith(DigitsSandboxExtension.class)
class DigitsChangeSandboxIT {
    /** From the first refusal to the last. */
    private static final Duration REFUSALS = Duration.ofSeconds(30);

    private static final Duration CHANGED = Duration.ofSeconds(240);
    private static final int ENOUGH = 60;

    @TempDir
    Path folder;

    private static Path manifest(DigitsSandbox digits) {
        return digits.manifests().resolve("10.DDNN.digits.yaml");
    }

    private static String revision(DigitsSandbox digits) {
        return Objects.requireNonNull(
                Objects.requireNonNull(digits.digits().get().getStatus()).currentRevision());
    }

    @AfterEach
    void everythingIsAsBefore(DigitsSandbox digits) throws Exception {
        digits.kubectl("apply", "--server-side", "-f", manifest(digits).toString());
        eventually(CHANGED, () -> Followers.all(digits), all -> assertThat(all).isTrue());
        digits.digits().awaitReady(CHANGED, System.out::println);
        assertThat(digits.run(digits.samples()).awaitStreams(CHANGED)).isTrue();
    }

    @Test
    void anotherEncodingReachesAllPodsWithinTheBound(DigitsSandbox digits) throws Exception {
        thereAndBack(
                digits,
                "another encoding",
                "[gateway/features], encoding: Binary",
                "[gateway/features], encoding: Float32");
    }

    @Test
    void anotherPartitionPointReachesAllPodsWithinTheBound(DigitsSandbox digits) throws Exception {
        thereAndBack(
                digits,
                "another partition point",
                "[\"view*/features\"], encoding: Binary",
                "[\"view*/conv2\"], encoding: Float32");
    }

    private void thereAndBack(DigitsSandbox digits, String what, String before, String after) throws Exception {
        // Given
        String original = Files.readString(manifest(digits));
        assertThat(original).contains(before);
        Path changed = Files.writeString(folder.resolve("changed.yaml"), original.replace(before, after));
        String first = revision(digits);

        // When, Then
        apply(digits, what, changed);
        assertThat(revision(digits)).isNotEqualTo(first);
        apply(digits, what + ", taken back", manifest(digits));
        assertThat(revision(digits)).isEqualTo(first);
    }

    private static void apply(DigitsSandbox digits, String what, Path manifest) throws Exception {
        String before = revision(digits);
        try (Feeding feeding = new Feeding(digits)) {
            eventually(CHANGED, feeding::tries, t -> assertThat(t).hasSizeGreaterThan(ENOUGH));
            long start = System.nanoTime();
            digits.kubectl("apply", "--server-side", "-f", manifest.toString());
            eventually(CHANGED, () -> revision(digits), r -> assertThat(r).isNotEqualTo(before));
            eventually(
                    CHANGED, () -> Followers.all(digits), all -> assertThat(all).isTrue());
            long followed = System.nanoTime();
            String after = revision(digits);
            eventually(CHANGED, () -> newest(feeding), t -> assertThat(t).allSatisfy(one -> isWhole(one, after)));
            List<Outcome> outcomes = feeding.stop();
            new Measured(what, start, followed, feeding.tries(), outcomes)
                    .print()
                    .isWithin(REFUSALS);
            everyTryIsAnsweredOrRefusedOnce(feeding.tries());
            answersAreThoseOfTheUncutModel(digits, outcomes);
        }
    }

    private static List<Try> newest(Feeding feeding) {
        List<Try> tries = feeding.tries();
        return tries.subList(Math.max(0, tries.size() - ENOUGH), tries.size());
    }

    private static void isWhole(Try one, String revision) {
        Verdict verdict = one.outcome().verdict();
        assertThat(verdict).isNotNull();
        assertThat(verdict.revision()).isEqualTo(revision);
        assertThat(verdict.isComplete()).isTrue();
        assertThat(verdict.degraded()).isFalse();
    }

    /** Each of the six entries gives the one verdict or a refusal that may be tried again; none is silent. */
    private static void everyTryIsAnsweredOrRefusedOnce(List<Try> tries) {
        assertThat(tries).extracting(Try::id).doesNotHaveDuplicates();
        assertThat(tries).allSatisfy(t -> {
            assertThat(t.replies()).hasSize(6).allSatisfy(r -> assertThat(r.verdict() != null || r.isRefusal())
                    .as("reply with status %d: %s", r.status(), r.error())
                    .isTrue());
            assertThat(t.replies().stream()
                            .map(Reply::verdict)
                            .filter(Objects::nonNull)
                            .distinct())
                    .hasSizeLessThanOrEqualTo(1);
        });
    }

    /** During the change too: an answer is that of the uncut model with the branches that it names. */
    private static void answersAreThoseOfTheUncutModel(DigitsSandbox digits, List<Outcome> outcomes) throws Exception {
        Path model = digits.folder().resolve(digits.story().feed().model());
        SampleSet samples = digits.samples();
        try (Uncut uncut = new Uncut(
                model,
                Exits.of(digits.digits().spec(), model),
                digits.story().feed().views())) {
            for (Outcome outcome : outcomes) {
                Verdict verdict = outcome.verdict();
                if (verdict != null && !verdict.degraded()) {
                    Uncut.Result whole = uncut.run(samples, outcome.sample(), verdict.present());
                    assertThat(verdict.exit()).isEqualTo(whole.exit());
                    assertThat(verdict.logits()).containsExactly(whole.logits(), within(1e-4f));
                }
            }
        }
    }

    /** What a change cost. */
    private record Measured(String what, long start, long followed, List<Try> tries, List<Outcome> outcomes) {
        private List<Try> refusals() {
            return tries.stream().filter(t -> t.outcome().verdict() == null).toList();
        }

        private Duration refusing() {
            List<Try> refusals = refusals();
            return refusals.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos(refusals.get(refusals.size() - 1).nanos()
                            - refusals.get(0).nanos());
        }

        Measured print() {
            System.out.printf(
                    "%s: %.1f s from apply to the last pod that follows; of %d samples %d were refused in the end;"
                            + " of %d tries %d were refused, for %.1f s, and %d answered degraded%n",
                    what,
                    (followed - start) / 1e9,
                    outcomes.size(),
                    outcomes.stream().filter(o -> o.verdict() == null).count(),
                    tries.size(),
                    refusals().size(),
                    refusing().toMillis() / 1e3,
                    tries.stream()
                            .map(t -> t.outcome().verdict())
                            .filter(v -> v != null && v.degraded())
                            .count());
            refusals().stream().map(t -> t.outcome().refused()).distinct().forEach(r -> System.out.println("  " + r));
            return this;
        }

        void isWithin(Duration bound) {
            assertThat(refusing()).isLessThan(bound);
            assertThat(refusals()).allSatisfy(t -> assertThat(Duration.ofNanos(t.nanos() - start))
                    .isLessThan(bound));
        }
    }
}
