package dev.ddnn.pod.sample;

import java.util.function.Function;

/** What became of a sample: exactly one outcome for each part that was sent. */
public sealed interface Outcome permits Answered, Refused {
    /** The one way to look into it: a new kind of outcome compiles nowhere before it is dealt with. */
    <R> R fold(Function<Answered, R> answered, Function<Refused, R> refused);

    /** Whether the sample was answered. */
    default boolean isAnswer() {
        return fold(answered -> true, refused -> false);
    }
}
