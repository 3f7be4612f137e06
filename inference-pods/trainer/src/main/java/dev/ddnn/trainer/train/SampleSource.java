package dev.ddnn.trainer.train;

import dev.ddnn.trainer.data.Augmenter;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.net.NetworkSpec;
import java.util.Random;

/** Puts training samples into batches: in random order, moved a little, with views missing at random. */
final class SampleSource {

    private final DigitSet images;
    private final Random random;
    private final Augmenter augmenter;
    private final double viewLoss;
    private final boolean[] present;
    private final int[] order;
    private final float[] image;
    private final float[] moved;

    SampleSource(NetworkSpec spec, DigitSet images, TrainingPlan plan) {
        this.images = images;
        // Another stream than the one that draws the first weights.
        this.random = new Random(plan.seed() ^ 0x5DEECE66DL);
        this.augmenter = new Augmenter(random);
        this.viewLoss = plan.viewLoss();
        this.present = new boolean[spec.grid().views()];
        this.order = new int[images.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        this.image = new float[images.imageBytes()];
        this.moved = new float[images.imageBytes()];
    }

    /** Draws a new order of the images. */
    void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[other];
            order[other] = held;
        }
    }

    /** Fills {@code batch} with the images at places {@code from} to {@code to} of the current order. */
    void fill(BatchBuffers batch, int from, int to) {
        batch.clear();
        for (int place = from; place < to; place++) {
            int index = order[place];
            scaled(images, index, image);
            augmenter.move(image, images.height(), images.width(), moved);
            drawPresent();
            batch.add(moved, images.width(), present, images.label(index));
        }
    }

    /** Writes image {@code index} to {@code out}, scaled to 0..1 exactly as the exported graph does it. */
    static void scaled(DigitSet images, int index, float[] out) {
        int start = index * images.imageBytes();
        for (int i = 0; i < out.length; i++) {
            out[i] = Byte.toUnsignedInt(images.pixels()[start + i]) * NetworkSpec.PIXEL_SCALE;
        }
    }

    private void drawPresent() {
        boolean any = false;
        for (int i = 0; i < present.length; i++) {
            present[i] = random.nextDouble() >= viewLoss;
            any |= present[i];
        }
        if (!any) {
            present[random.nextInt(present.length)] = true;
        }
    }
}
