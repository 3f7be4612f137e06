/**
 * The network as plain values: layers, stacks of layers, their shapes and parameters. One description from which the
 * training block and the ONNX graph are both made, so that they cannot drift apart. Knows no engine and no file format.
 */
@NullMarked
package dev.ddnn.trainer.net;

import org.jspecify.annotations.NullMarked;
