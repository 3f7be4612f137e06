package dev.ddnn.model.codec;

/** How the values of a crossing tensor are written. The names are those of the API's {@code output[].encoding}. */
public enum Encoding {
    /** IEEE 754 single precision, little-endian, 4 bytes a value: exact. */
    Float32,
    /** IEEE 754 half precision, little-endian, 2 bytes a value: rounded to nearest even. */
    Float16,
    /** Per-tensor affine quantisation to 8 bits, 1 byte a value and a header with scale and zero point. */
    Int8,
    /** One bit a value, for tensors that are -1 or +1 by construction. */
    Binary
}
