package dev.ddnn.model.exit;

import java.util.function.Function;

/**
 * The exit answers.
 *
 * @param label index of the largest score; the lowest such index where several are equal
 * @param confidence from 0 (a guess) to 1 (certain): 1 - normalised entropy
 */
public record Answer(int label, double confidence) implements ExitDecision {
    @Override
    public <R> R fold(Function<Answer, R> answer, Function<Forward, R> forward) {
        return answer.apply(this);
    }
}
