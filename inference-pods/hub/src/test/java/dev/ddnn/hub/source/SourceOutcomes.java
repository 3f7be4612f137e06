package dev.ddnn.hub.source;

import dev.ddnn.contract.cut.CutResponse.Problem;
import java.util.List;

/** Takes apart outcomes of which a test expects one. */
final class SourceOutcomes {
    private SourceOutcomes() {}

    static SourceOutcome.Found found(SourceOutcome outcome) {
        return outcome.fold(found -> found, SourceOutcomes::unexpected, SourceOutcomes::unexpected);
    }

    static List<Problem> problems(SourceOutcome outcome) {
        return outcome.fold(
                SourceOutcomes::<List<Problem>>unexpected,
                SourceOutcome.Refused::problems,
                SourceOutcomes::<List<Problem>>unexpected);
    }

    static String unavailable(SourceOutcome outcome) {
        return outcome.fold(
                SourceOutcomes::<String>unexpected,
                SourceOutcomes::<String>unexpected,
                SourceOutcome.Unavailable::message);
    }

    private static <R> R unexpected(Object outcome) {
        throw new AssertionError("unexpected: " + outcome);
    }
}
