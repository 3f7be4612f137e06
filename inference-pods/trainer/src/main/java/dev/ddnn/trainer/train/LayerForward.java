package dev.ddnn.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import dev.ddnn.trainer.net.Conv;
import dev.ddnn.trainer.net.Flatten;
import dev.ddnn.trainer.net.Layer;
import dev.ddnn.trainer.net.Linear;
import dev.ddnn.trainer.net.MaxPool;
import dev.ddnn.trainer.net.NamedLayer;
import dev.ddnn.trainer.net.Norm;
import dev.ddnn.trainer.net.ParameterSpec;
import dev.ddnn.trainer.net.ParameterSpec.Kind;
import dev.ddnn.trainer.net.Relu;
import dev.ddnn.trainer.net.Sign;
import dev.ddnn.trainer.net.Stack;
import java.util.function.Function;

/** Computes one layer with DJL. */
final class LayerForward implements Layer.Cases<NDArray> {

    private static final float NORM_MOMENTUM = 0.9f;

    private final String name;
    private final NDArray input;
    private final Pass pass;

    private LayerForward(String name, NDArray input, Pass pass) {
        this.name = name;
        this.input = input;
        this.pass = pass;
    }

    /**
     * What all layers of one forward pass share.
     *
     * @param parameters by name
     * @param constants numbers as arrays
     * @param training whether norms use the batch's own statistics and signs pass gradients
     */
    record Pass(Function<String, NDArray> parameters, Constants constants, boolean training) {}

    static NDArray run(NamedLayer layer, NDArray input, Pass pass) {
        return layer.layer().fold(new LayerForward(layer.name(), input, pass));
    }

    static NDArray run(Stack stack, NDArray input, Pass pass) {
        NDArray value = input;
        for (NamedLayer layer : stack.named()) {
            value = run(layer, value, pass);
        }
        return value;
    }

    @Override
    public NDArray conv(Conv layer) {
        Shape padding = new Shape(layer.padding(), layer.padding());
        return Conv2d.conv2d(input, parameter(Kind.WEIGHT), null, new Shape(1, 1), padding)
                .singletonOrThrow();
    }

    @Override
    public NDArray maxPool(MaxPool layer) {
        Shape window = new Shape(layer.size(), layer.size());
        return Pool.maxPool2d(input, window, window, new Shape(0, 0), false);
    }

    @Override
    public NDArray norm(Norm layer) {
        return BatchNorm.batchNorm(
                        input,
                        parameter(Kind.MEAN),
                        parameter(Kind.VARIANCE),
                        parameter(Kind.SCALE),
                        parameter(Kind.SHIFT),
                        1,
                        NORM_MOMENTUM,
                        Norm.EPSILON,
                        pass.training())
                .singletonOrThrow();
    }

    @Override
    public NDArray relu(Relu layer) {
        return Activation.relu(input);
    }

    @Override
    public NDArray sign(Sign layer) {
        Constants constants = pass.constants();
        NDArray sign = input.gte(constants.zero())
                .toType(DataType.FLOAT32, false)
                .mul(constants.two())
                .sub(constants.one());
        if (!pass.training()) {
            return sign;
        }
        NDArray within = input.abs().lte(constants.one()).toType(DataType.FLOAT32, false);
        NDArray straight = input.mul(within);
        return straight.add(sign.sub(straight).stopGradient());
    }

    @Override
    public NDArray flatten(Flatten layer) {
        return input.reshape(input.getShape().get(0), -1);
    }

    @Override
    public NDArray linear(Linear layer) {
        NDArray bias = layer.bias() ? parameter(Kind.BIAS) : null;
        return ai.djl.nn.core.Linear.linear(input, parameter(Kind.WEIGHT), bias).singletonOrThrow();
    }

    private NDArray parameter(Kind kind) {
        return pass.parameters().apply(ParameterSpec.nameOf(name, kind));
    }
}
