package dev.ddnn.model.cut;

/**
 * One reason why a model cannot be cut as asked.
 *
 * @param field path in the DDNN, for example {@code spec.sections[1].output[0].tensors}
 * @param message what is wrong, what is allowed, what was found
 */
public record CutProblem(String field, String message) {}
