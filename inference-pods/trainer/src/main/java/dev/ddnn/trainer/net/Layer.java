package dev.ddnn.trainer.net;

import java.util.List;

/**
 * One layer, as a value. Whoever does something for each kind of layer (training, export) gives a {@link Cases}; a new
 * kind of layer adds a method there, and nothing compiles until everyone has answered.
 */
public sealed interface Layer permits Conv, MaxPool, Norm, Relu, Sign, Flatten, Linear {

    /** Shape of the output for an input of the given shape. */
    TensorShape output(TensorShape input);

    /** The layer's parameters when it stands under {@code name} and reads the given shape. */
    List<ParameterSpec> parameters(String name, TensorShape input);

    /** Short lower-case word for the kind: layers of a stack are named after it. */
    String word();

    /** Calls the case of this kind. */
    <R> R fold(Cases<R> cases);

    /** What to do for each kind of layer. */
    interface Cases<R> {
        /** A convolution. */
        R conv(Conv layer);

        /** A max-pool. */
        R maxPool(MaxPool layer);

        /** A batch norm. */
        R norm(Norm layer);

        /** A rectifier. */
        R relu(Relu layer);

        /** A binarisation. */
        R sign(Sign layer);

        /** Maps to vector. */
        R flatten(Flatten layer);

        /** A fully connected layer. */
        R linear(Linear layer);
    }
}
