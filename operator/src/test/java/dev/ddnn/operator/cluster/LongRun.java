package dev.ddnn.operator.cluster;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of what can run for long, as system properties say it. What is none of what may be said is refused: nobody sees a sample's size. */
final class LongRun {
    private static final String SAMPLE = "sample";
    private static final String ALL = "all";
    private static final String CRASHES = "ddnn.crashes";
    private static final String SEED = "ddnn.seed";

    private LongRun() {}

    /** At each of whose writes the operator dies; none: at one write of each play. */
    static Set<Play> plays() {
        return plays(System.getProperty(CRASHES, SAMPLE));
    }

    static Set<Play> plays(String said) {
        if (said.equals(SAMPLE)) {
            return EnumSet.noneOf(Play.class);
        }
        var plays = Stream.of(Play.values())
                .filter(play -> said.equals(ALL) || said.equals(play.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Play.class)));
        if (plays.isEmpty()) {
            throw wrong(
                    CRASHES,
                    Stream.concat(
                                    Stream.of(SAMPLE, ALL),
                                    Stream.of(Play.values()).map(Play::name))
                            .collect(Collectors.joining(", ", "one of ", "")),
                    said);
        }
        return plays;
    }

    /** A count, 1 or more. */
    static int count(String property, int standard) {
        return count(property, System.getProperty(property, String.valueOf(standard)));
    }

    static int count(String property, String said) {
        String allowed = "a whole number, 1 or more";
        long count = number(property, allowed, said);
        if (count < 1 || count > Integer.MAX_VALUE) {
            throw wrong(property, allowed, said);
        }
        return (int) count;
    }

    /** What chance begins with. */
    static long seed(long standard) {
        return number(SEED, "a whole number", System.getProperty(SEED, String.valueOf(standard)));
    }

    private static long number(String property, String allowed, String said) {
        try {
            return Long.parseLong(said);
        } catch (NumberFormatException none) {
            throw wrong(property, allowed, said);
        }
    }

    private static IllegalArgumentException wrong(String property, String allowed, String said) {
        return new IllegalArgumentException("-D" + property + " must be " + allowed + "; found '" + said + "'");
    }
}
