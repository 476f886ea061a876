package io.leeway.diffusion.sampling;

/**
 * A value that is affine in independent standard normal draws, which every solver keeps it where the denoiser is
 * linear: its mean and variance are then exact, and so is the value for given draws.
 *
 * @param mean what it is without noise
 * @param weights one for each draw, in the order drawn
 */
record Affine(double mean, double[] weights) {
    /** Returns {@code mean + scale·n} of the first draw. */
    static Affine of(double mean, double scale) {
        return new Affine(mean, new double[] {scale});
    }

    Affine times(double factor) {
        double[] scaled = weights.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new Affine(mean * factor, scaled);
    }

    Affine plus(Affine other) {
        double[] sum = java.util.Arrays.copyOf(weights, Math.max(weights.length, other.weights.length));
        for (int i = 0; i < other.weights.length; i++) {
            sum[i] += other.weights[i];
        }
        return new Affine(mean + other.mean, sum);
    }

    Affine minus(Affine other) {
        return plus(other.times(-1));
    }

    /** Adds a fresh draw. */
    Affine plusDraw(int draw, double scale) {
        double[] weights = new double[draw + 1];
        weights[draw] = scale;
        return plus(new Affine(0, weights));
    }

    double variance() {
        return java.util.Arrays.stream(weights).map(weight -> weight * weight).sum();
    }

    double at(double[] draws) {
        double value = mean;
        for (int i = 0; i < weights.length; i++) {
            value += weights[i] * draws[i];
        }
        return value;
    }
}
