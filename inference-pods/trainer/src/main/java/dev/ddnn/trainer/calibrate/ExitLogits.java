package dev.ddnn.trainer.calibrate;

import dev.ddnn.model.exit.NormalizedEntropy;

/** What both exits say to every sample of a set, with the truth. */
public final class ExitLogits {

    private final float[][] gateway;
    private final float[][] cloud;
    private final byte[] labels;

    /**
     * Takes the arrays as they are; they must not be changed afterwards.
     *
     * @param gateway logits of the early exit, one row per sample
     * @param cloud logits of the last exit, one row per sample
     * @param labels true class per sample
     * @throws IllegalArgumentException if they do not speak of the same samples, or of none
     */
    public ExitLogits(float[][] gateway, float[][] cloud, byte[] labels) {
        if (gateway.length != labels.length || cloud.length != labels.length || labels.length == 0) {
            throw new IllegalArgumentException("samples: %d at the gateway, %d in the cloud, %d labels"
                    .formatted(gateway.length, cloud.length, labels.length));
        }
        this.gateway = gateway;
        this.cloud = cloud;
        this.labels = labels;
    }

    /** Logits of the early exit, one row per sample. */
    public float[][] gateway() {
        return gateway;
    }

    /** Logits of the last exit, one row per sample. */
    public float[][] cloud() {
        return cloud;
    }

    /** True class per sample. */
    public byte[] labels() {
        return labels;
    }

    /** Number of samples. */
    public int size() {
        return labels.length;
    }

    /** Part of the samples that the early exit alone gets right, 0 to 1. */
    public double gatewayAccuracy() {
        return accuracyOf(gateway);
    }

    /** Part of the samples that the last exit alone gets right, 0 to 1. */
    public double cloudAccuracy() {
        return accuracyOf(cloud);
    }

    /**
     * What becomes of the samples when the early exit answers those below a threshold and the last exit the rest.
     *
     * @param entropyBelow threshold on the normalised entropy, 0 to 1
     */
    public ExitOutcome at(double entropyBelow) {
        int answered = 0;
        int answeredRight = 0;
        int forwardedRight = 0;
        for (int i = 0; i < size(); i++) {
            if (NormalizedEntropy.of(gateway[i]) < entropyBelow) {
                answered++;
                answeredRight += right(gateway[i], i);
            } else {
                forwardedRight += right(cloud[i], i);
            }
        }
        return new ExitOutcome(entropyBelow, size(), answered, answeredRight, forwardedRight);
    }

    private double accuracyOf(float[][] logits) {
        int right = 0;
        for (int i = 0; i < size(); i++) {
            right += right(logits[i], i);
        }
        return (double) right / size();
    }

    private int right(float[] logits, int sample) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best == labels[sample] ? 1 : 0;
    }
}
