/**
 * From a network description and weights to one ONNX file with explicit shapes, the same bytes for the same weights.
 */
@NullMarked
package dev.ddnn.trainer.export;

import org.jspecify.annotations.NullMarked;
