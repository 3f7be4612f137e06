package dev.ddnn.operator.plan.rollout;

import java.util.function.Function;
import java.util.function.Supplier;

/** What the gates say of a rollout so far. */
sealed interface Verdict permits Verdict.Passed, Verdict.Undecided, Verdict.Breached {
    /** One function per outcome. */
    <R> R fold(Supplier<R> passed, Function<Undecided, R> undecided, Function<Breached, R> breached);

    /** Everything is within its limits, on enough samples. */
    record Passed() implements Verdict {
        @Override
        public <R> R fold(Supplier<R> passed, Function<Undecided, R> undecided, Function<Breached, R> breached) {
            return passed.get();
        }
    }

    /**
     * Nothing speaks against it, on too few samples.
     *
     * @param lacking which, as part of a sentence
     */
    record Undecided(String lacking) implements Verdict {
        @Override
        public <R> R fold(Supplier<R> passed, Function<Undecided, R> undecided, Function<Breached, R> breached) {
            return undecided.apply(this);
        }
    }

    /**
     * Something went too far.
     *
     * @param gate field of the spec
     */
    record Breached(String gate, String measured, String allowed) implements Verdict {
        @Override
        public <R> R fold(Supplier<R> passed, Function<Undecided, R> undecided, Function<Breached, R> breached) {
            return breached.apply(this);
        }
    }
}
