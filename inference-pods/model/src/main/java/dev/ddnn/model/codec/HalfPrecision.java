package dev.ddnn.model.codec;

/** IEEE 754 binary16 in plain Java: language level 17 has no conversion of its own. */
final class HalfPrecision {
    private static final int FLOAT_BIAS = 127;
    private static final int HALF_BIAS = 15;
    private static final int DROPPED_BITS = 13;
    private static final int INFINITY = 0x7c00;
    private static final int QUIET = 0x0200;
    private static final float SUBNORMAL_UNIT = 0x1p-24f;

    private HalfPrecision() {}

    /** Rounds to nearest, ties to even; beyond 65519.99… becomes infinite; NaN stays NaN. */
    static short fromFloat(float value) {
        var bits = Float.floatToRawIntBits(value);
        var sign = (bits >>> 16) & 0x8000;
        var magnitude = bits & 0x7fffffff;
        if (magnitude > 0x7f800000) {
            return (short) (sign | INFINITY | QUIET | ((magnitude >>> DROPPED_BITS) & 0x3ff));
        }
        var exponent = (magnitude >>> 23) - FLOAT_BIAS;
        if (exponent > HALF_BIAS) {
            return (short) (sign | INFINITY);
        }
        if (exponent < 1 - HALF_BIAS) {
            // A subnormal half is a whole number of units; the product is exact and rint rounds ties to even.
            var units = (int) Math.rint((double) Float.intBitsToFloat(magnitude) * 0x1p24);
            return (short) (sign | units);
        }
        var rebiased = magnitude - ((FLOAT_BIAS - HALF_BIAS) << 23);
        var odd = (rebiased >>> DROPPED_BITS) & 1;
        // The carry of the rounding may run into the exponent, and from the largest half into infinity: both are right.
        return (short) (sign | ((rebiased + 0xfff + odd) >>> DROPPED_BITS));
    }

    /** Exact. */
    static float toFloat(short half) {
        var sign = (half & 0x8000) << 16;
        var exponent = (half >>> 10) & 0x1f;
        var fraction = half & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | (fraction << DROPPED_BITS));
        }
        if (exponent == 0) {
            var magnitude = fraction * SUBNORMAL_UNIT;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | ((exponent + FLOAT_BIAS - HALF_BIAS) << 23) | (fraction << DROPPED_BITS));
    }
}
