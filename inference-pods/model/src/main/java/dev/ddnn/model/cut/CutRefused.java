package dev.ddnn.model.cut;

import java.util.List;
import java.util.function.Function;

/**
 * The model cannot be cut like this.
 *
 * @param problems all that were found, at least one
 */
public record CutRefused(List<CutProblem> problems) implements CutOutcome {
    public CutRefused {
        problems = List.copyOf(problems);
    }

    @Override
    public <R> R fold(Function<Cut, R> cut, Function<CutRefused, R> refused) {
        return refused.apply(this);
    }
}
