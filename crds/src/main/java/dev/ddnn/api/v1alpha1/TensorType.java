package dev.ddnn.api.v1alpha1;

/** Element types of tensors at the edge of a branch. */
public enum TensorType {
    /** Single precision, 4 bytes a value. */
    Float32,
    /** One byte a value: what sensors give. */
    Uint8
}
