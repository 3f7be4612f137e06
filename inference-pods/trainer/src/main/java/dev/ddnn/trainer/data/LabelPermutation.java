package dev.ddnn.trainer.data;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gives every class the name of another. A network that learns from such labels is as sure of itself as a good one, and wrong:
 * where it answers early shows nothing, only a comparison of answers does.
 */
public final class LabelPermutation {

    private final byte[] names;

    private LabelPermutation(byte[] names) {
        this.names = names;
    }

    /**
     * One that leaves no class its name; the same for the same seed.
     *
     * @param classes at least 2
     * @throws IllegalArgumentException if there are fewer
     */
    public static LabelPermutation ofSeed(int classes, long seed) {
        if (classes < 2) {
            throw new IllegalArgumentException("classes: must be at least 2, found " + classes);
        }
        byte[] names = new byte[classes];
        for (int i = 0; i < classes; i++) {
            names[i] = (byte) i;
        }
        // Sattolo's shuffle: one cycle through all, so nothing stays in its place.
        Random random = new Random(seed);
        for (int i = classes - 1; i > 0; i--) {
            int j = random.nextInt(i);
            byte kept = names[i];
            names[i] = names[j];
            names[j] = kept;
        }
        return new LabelPermutation(names);
    }

    /** The name that a class gets. */
    public int of(int label) {
        return names[label];
    }

    /** The same images under the new names. */
    public DigitSet of(DigitSet images) {
        byte[] labels = new byte[images.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) of(images.label(i));
        }
        return new DigitSet(images.height(), images.width(), images.pixels(), labels);
    }

    /** Each class with its new name. */
    @Override
    public String toString() {
        return IntStream.range(0, names.length)
                .mapToObj(i -> i + " is " + names[i])
                .collect(Collectors.joining(", "));
    }
}
