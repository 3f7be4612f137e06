package dev.ddnn.api.v1alpha1;

/** How the values of a tensor are written on the way to the next section. */
public enum Encoding {
    /** Single precision, 4 bytes a value: exact. */
    Float32,
    /** Half precision, 2 bytes a value: rounded. */
    Float16,
    /** Quantised to 8 bits with one scale and zero point per tensor, 1 byte a value. */
    Int8,
    /** One bit a value, for tensors that are -1 or +1 by construction. */
    Binary
}
