package dev.ddnn.sandbox.story;

/** What can be fed. */
public interface Samples {
    /** Number of samples. */
    int size();

    /** What the i-th sample shows; -1: that is not known here. */
    int label(int i);

    /** The i-th sample as seen through a window, row by row. */
    byte[] view(int i, Story.View view);
}
