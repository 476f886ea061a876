package io.leeway.diffusion.guidance;

/**
 * The exponential and the hyperbolic tangent in single precision, several times as fast as {@link Math}'s and the same
 * on every machine. Errors stay below 3e-7, of the exponential relative, of the tangent absolute.
 */
final class Exponential {
    private static final float LARGEST = 87;
    private static final float PER_LN_2 = (float) (1 / Math.log(2));
    private static final float LN_2_HIGH = 355 / 512f;
    private static final float LN_2_LOW = (float) (Math.log(2) - 355 / 512.0);
    /** Adding this rounds to an integer, which then stands in the lowest bits. */
    private static final float ROUNDING = 12582912f;

    private Exponential() {}

    /** Returns e to the power of {@code x}, for x clipped to ±87. */
    static float exp(float x) {
        float clipped = Math.max(-LARGEST, Math.min(LARGEST, x));
        float shifted = clipped * PER_LN_2 + ROUNDING;
        float power = shifted - ROUNDING;
        float r = clipped - power * LN_2_HIGH - power * LN_2_LOW;
        float square = r * r;
        float low = 1 + r + square * (1 / 2f + r * (1 / 6f));
        float high = 1 / 24f + r * (1 / 120f) + square * (1 / 720f);
        float series = low + square * square * high;
        return series * Float.intBitsToFloat(((int) power + 127) << 23);
    }

    /** Returns the hyperbolic tangent. */
    static float tanh(float x) {
        return 1 - 2 / (exp(2 * x) + 1);
    }
}
