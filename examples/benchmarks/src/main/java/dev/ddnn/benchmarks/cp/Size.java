package dev.ddnn.benchmarks.cp;

/**
 * How much is measured.
 *
 * @param ddnns in a burst, and standing
 * @param rounds of each comparison
 * @param singles DDNNs, one after the other, in a block
 * @param warmUps bursts of each before anything is measured
 * @param restSeconds how long nothing may be written
 */
public record Size(int ddnns, int rounds, int singles, int warmUps, int restSeconds) {
    /** For the record. */
    public static final Size FULL = new Size(200, 5, 10, 1, 60);

    /** For development. */
    public static final Size QUICK = new Size(20, 3, 5, 2, 20);

    /** The same with another burst. */
    public Size withDDNNs(int other) {
        return new Size(other, rounds, singles, warmUps, restSeconds);
    }
}
