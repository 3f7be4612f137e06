/**
 * What an ONNX graph is to us: named tensors with types and shapes. No native code is ever loaded here.
 */
@NullMarked
package dev.ddnn.model.graph;

import org.jspecify.annotations.NullMarked;
