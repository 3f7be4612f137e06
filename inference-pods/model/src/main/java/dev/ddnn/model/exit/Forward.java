package dev.ddnn.model.exit;

import java.util.function.Function;

/**
 * The exit is not sure enough: the sample goes on.
 *
 * @param confidence from 0 (a guess) to 1 (certain): 1 - normalised entropy
 */
public record Forward(double confidence) implements ExitDecision {
    @Override
    public <R> R fold(Function<Answer, R> answer, Function<Forward, R> forward) {
        return forward.apply(this);
    }
}
