package dev.ddnn.operator.plan.usage;

import java.time.YearMonth;
import java.util.Map;
import java.util.function.Function;

/** One write. After it, or if another one wrote first, everything is read again. */
public sealed interface Step permits Step.Open, Step.Write {
    /** Does what is to be done. */
    <R> R fold(Function<Open, R> open, Function<Write, R> write);

    /**
     * Makes the object of a month, still empty.
     *
     * @param month in UTC
     * @param sections where they are booked now, by section; empty: not known
     */
    record Open(YearMonth month, Map<String, Spot> sections) implements Step {
        public Open {
            sections = Map.copyOf(sections);
        }

        @Override
        public <R> R fold(Function<Open, R> open, Function<Write, R> write) {
            return open.apply(this);
        }
    }

    /**
     * Writes a page if it is still as it was read.
     *
     * @param page as it is to be
     */
    record Write(Page page) implements Step {
        @Override
        public <R> R fold(Function<Open, R> open, Function<Write, R> write) {
            return write.apply(this);
        }
    }
}
