package dev.ddnn.pod.join;

/** Bounds the samples in flight. A place is asked for once per sample, never per part. */
public interface Admission {
    /** Takes a place if one is free. */
    boolean tryEnter();

    /** Gives a place back. */
    void leave();
}
