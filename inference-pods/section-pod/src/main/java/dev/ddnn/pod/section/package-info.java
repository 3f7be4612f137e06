/**
 * In: the tensors of one sample. Out: the tensors that this branch computes from them. The only package that knows the inference engine.
 */
@NullMarked
package dev.ddnn.pod.section;

import org.jspecify.annotations.NullMarked;
