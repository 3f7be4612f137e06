/**
 * Cuts a model: an accepted graph and the sections' outputs and exits in, one ONNX file per section and branch out, or every
 * reason why not. {@link dev.ddnn.model.cut.Cutter} is the entry point. Equal models and specs give equal bytes.
 */
@NullMarked
package dev.ddnn.model.cut;

import org.jspecify.annotations.NullMarked;
