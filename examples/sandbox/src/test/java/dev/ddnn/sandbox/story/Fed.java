package dev.ddnn.sandbox.story;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What became of samples that were fed on one day.
 *
 * @param when for people
 * @param outcomes in the order in which they were fed
 * @param up bytes that the links carried from the gateway to the cloud meanwhile
 * @param seconds that it took
 */
record Fed(String when, List<Outcome> outcomes, long up, double seconds) {
    static final String TITLE =
            "                  samples  gateway  cloud  says budget  refused  accuracy  bytes to the cloud, per sample";

    /** The answer to a sample. */
    Verdict verdict(int sample) {
        return verdict(outcomes.get(sample));
    }

    static Verdict verdict(Outcome outcome) {
        return Optional.ofNullable(outcome.verdict())
                .orElseThrow(() -> new AssertionError("sample " + outcome.sample() + " refused: " + outcome.refused()));
    }

    long count(Predicate<Verdict> which) {
        return outcomes.stream().map(Fed::verdict).filter(which).count();
    }

    long at(String exit) {
        return count(verdict -> verdict.exit().equals(exit));
    }

    long sayBudget() {
        return count(verdict -> "budget".equals(verdict.degradedReason()));
    }

    /** Share of right answers, each sample once, however often it was fed. */
    double accuracy() {
        Map<Integer, Boolean> right =
                outcomes.stream().collect(Collectors.toMap(Outcome::sample, Outcome::isCorrect, (a, b) -> a && b));
        return (double) right.values().stream().filter(it -> it).count() / right.size();
    }

    /** Which samples the cloud answered. */
    List<Integer> ofTheCloud() {
        return outcomes.stream()
                .filter(outcome -> verdict(outcome).exit().equals("cloud"))
                .map(Outcome::sample)
                .toList();
    }

    String line() {
        return "%-16s %8d %8d %6d %12d %8d    %.4f %17d %14.1f"
                .formatted(
                        when,
                        outcomes.size(),
                        at("gateway"),
                        at("cloud"),
                        sayBudget(),
                        outcomes.stream().filter(o -> o.verdict() == null).count(),
                        accuracy(),
                        up,
                        (double) up / outcomes.size());
    }
}
