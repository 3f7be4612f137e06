package dev.ddnn.benchmarks.result;

/** What a measurement says of its gate. */
public enum Verdict {
    pass,
    fail,
    /** The rounds differ too much: neither. */
    noisy
}
