package dev.ddnn.model.exit;

import java.util.function.Function;

/** What an exit does with a sample: answer it, or leave it to the next section. */
public sealed interface ExitDecision permits Answer, Forward {
    /** From 0 (a guess) to 1 (certain): 1 - normalised entropy. */
    double confidence();

    /** Goes on with whatever was decided; a new decision would add a parameter. */
    <R> R fold(Function<Answer, R> answer, Function<Forward, R> forward);
}
