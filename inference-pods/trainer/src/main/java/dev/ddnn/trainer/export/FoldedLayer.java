package dev.ddnn.trainer.export;

import dev.ddnn.trainer.net.Conv;
import dev.ddnn.trainer.net.Layer;
import dev.ddnn.trainer.net.Linear;
import dev.ddnn.trainer.net.NamedLayer;
import dev.ddnn.trainer.net.Norm;
import dev.ddnn.trainer.net.ParameterSpec.Kind;
import dev.ddnn.trainer.net.Stack;
import dev.ddnn.trainer.net.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A layer together with the norm right behind it, if that norm can be folded into its weights: a convolution or a linear
 * layer followed by a norm is again one.
 *
 * @param layer the layer
 * @param norm the norm folded into it
 */
record FoldedLayer(NamedLayer layer, Optional<Affine> norm) {

    /** The layers of a stack, with every norm folded that can be. */
    static List<FoldedLayer> of(Stack stack, Weights weights) {
        List<FoldedLayer> folded = new ArrayList<>();
        for (NamedLayer next : stack.named()) {
            int last = folded.size() - 1;
            if (next.layer() instanceof Norm && last >= 0 && folded.get(last).takesNorm()) {
                NamedLayer before = folded.get(last).layer();
                folded.set(last, new FoldedLayer(before, Optional.of(Affine.of(next, weights))));
            } else {
                folded.add(new FoldedLayer(next, Optional.empty()));
            }
        }
        return folded;
    }

    private boolean takesNorm() {
        Layer kind = layer.layer();
        return norm.isEmpty() && (kind instanceof Conv || kind instanceof Linear);
    }

    /** Whether the exported operator has a summand. */
    boolean hasBias() {
        return norm.isPresent() || ownBias();
    }

    private boolean ownBias() {
        return layer.layer() instanceof Linear linear && linear.bias();
    }

    /** Weights with the norm's factor worked in. */
    float[] weight(Weights weights) {
        float[] weight = weights.of(layer, Kind.WEIGHT);
        norm.ifPresent(affine -> affine.scaleRows(weight));
        return weight;
    }

    /** Summand with the norm worked in; only if {@link #hasBias()}. */
    float[] bias(Weights weights) {
        float[] bias = ownBias()
                ? weights.of(layer, Kind.BIAS)
                : new float[layer.output().channels()];
        norm.ifPresent(affine -> affine.apply(bias));
        return bias;
    }
}
