package io.leeway.spi.diffusion;

/**
 * The returns of the windows that a denoiser learned from: the sum of a window's rewards, in data units. A denoiser
 * that learns them takes a {@link Condition} of one value, {@link #condition}.
 *
 * @param mean over the training windows
 * @param standardDeviation over the training windows, 1 where they do not vary
 * @param quantiles evenly spaced from the smallest to the largest, at least 2
 */
public record WindowReturns(double mean, double standardDeviation, float[] quantiles) {
    /** Returns the condition's value for a return. */
    public float condition(double windowReturn) {
        return (float) ((windowReturn - mean) / standardDeviation);
    }

    /**
     * Returns the return below which a part of the training windows lies.
     *
     * @param part from 0 to 1
     */
    public double quantile(double part) {
        double position = part * (quantiles.length - 1);
        int below = (int) Math.min(quantiles.length - 2.0, position);
        double share = position - below;
        return (1 - share) * quantiles[below] + share * quantiles[below + 1];
    }
}
