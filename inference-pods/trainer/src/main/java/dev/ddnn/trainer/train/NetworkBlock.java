package dev.ddnn.trainer.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.ddnn.trainer.net.NetworkSpec;
import dev.ddnn.trainer.net.ParameterSpec;
import dev.ddnn.trainer.net.TensorShape;
import dev.ddnn.trainer.net.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A network description as a DJL block. Inputs: views {@code [N, views, height, width]} scaled to 0..1 and presence
 * {@code [N, views]} of 0 and 1. Outputs, in this order: gateway logits, cloud logits, logits of the mean exit alone.
 */
final class NetworkBlock extends AbstractBlock {

    private final NetworkSpec spec;
    private @Nullable Constants constants;

    NetworkBlock(NetworkSpec spec, long seed) {
        this.spec = spec;
        Random random = new Random(seed);
        for (ParameterSpec parameter : spec.parameters()) {
            addParameter(Parameter.builder()
                    .setName(parameter.name())
                    .setType(type(parameter.kind()))
                    .optShape(new Shape(
                            parameter.dims().stream().map(Integer::longValue).toList()))
                    .optRequiresGrad(parameter.kind().trained())
                    .optInitializer(new SeededInitializer(parameter, random))
                    .build());
        }
    }

    private static Parameter.Type type(ParameterSpec.Kind kind) {
        return switch (kind) {
            case WEIGHT -> Parameter.Type.WEIGHT;
            case BIAS -> Parameter.Type.BIAS;
            case SCALE -> Parameter.Type.GAMMA;
            case SHIFT -> Parameter.Type.BETA;
            case MEAN -> Parameter.Type.RUNNING_MEAN;
            case VARIANCE -> Parameter.Type.RUNNING_VAR;
        };
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        constants = Constants.create(manager);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray views = inputs.get(0);
        NDArray present = inputs.get(1);
        LayerForward.Pass pass = pass(store, views.getDevice(), training);
        long samples = views.getShape().get(0);
        TensorShape features = spec.device().output();
        NDArray onDevice = LayerForward.run(
                spec.device(),
                views.reshape(-1, 1, spec.grid().viewHeight(), spec.grid().viewWidth()),
                pass);
        NDArray masked = onDevice.reshape(
                        samples, spec.grid().views(), features.channels(), features.height(), features.width())
                .mul(present.reshape(samples, spec.grid().views(), 1, 1, 1));
        NDArray map = layOut(masked, samples);
        NDArray meanScores = LayerForward.run(spec.meanExit(), meanOfPresent(masked, present), pass);
        NDArray mapScores = LayerForward.run(spec.mapExit(), map.reshape(samples, -1), pass);
        NDArray cloud = LayerForward.run(spec.cloud(), LayerForward.run(spec.gateway(), map, pass), pass);
        return new NDList(mapScores.add(meanScores), cloud, meanScores);
    }

    /** From {@code [N, views, C, h, w]} to the grid {@code [N, C, rows * h, columns * w]}. */
    private NDArray layOut(NDArray masked, long samples) {
        TensorShape one = spec.device().output();
        TensorShape all = spec.gateway().input();
        return masked.reshape(
                        samples, spec.grid().rows(), spec.grid().columns(), one.channels(), one.height(), one.width())
                .transpose(0, 3, 1, 4, 2, 5)
                .reshape(samples, all.channels(), all.height(), all.width());
    }

    private NDArray meanOfPresent(NDArray masked, NDArray present) {
        NDArray count = present.sum(new int[] {1}, true).maximum(constants().one());
        NDArray sum = masked.sum(new int[] {1});
        return sum.reshape(present.getShape().get(0), -1).div(count);
    }

    /** What the layers of one forward pass share. */
    LayerForward.Pass pass(ParameterStore store, Device device, boolean training) {
        return new LayerForward.Pass(
                name -> store.getValue(directParameter(name), device, training), constants(), training);
    }

    Constants constants() {
        return Objects.requireNonNull(constants, "block is not initialised");
    }

    private Parameter directParameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /** The arrays that gradients change, by name. */
    Map<String, NDArray> trainedArrays() {
        Map<String, NDArray> arrays = new HashMap<>();
        for (ParameterSpec parameter : spec.parameters()) {
            if (parameter.kind().trained()) {
                arrays.put(parameter.name(), directParameter(parameter.name()).getArray());
            }
        }
        return arrays;
    }

    /** A copy of all numbers. */
    Weights weights() {
        Map<String, float[]> values = new HashMap<>();
        for (ParameterSpec parameter : spec.parameters()) {
            values.put(
                    parameter.name(),
                    directParameter(parameter.name()).getArray().toFloatArray());
        }
        return new Weights(spec, values);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape logits = new Shape(inputShapes[0].get(0), spec.classes());
        return List.of(logits, logits, logits).toArray(new Shape[0]);
    }
}
