package io.leeway.diffusion.guidance;

import java.util.stream.IntStream;

/**
 * A move of a denoised estimate D to the mean of the guided distribution, action by action.
 *
 * <p>Given D and its variance v, the clean normalised action z has density ∝ N(z; D, v)·π(tanh(m + s·z))^λ. Around the
 * action at D the policy's log-likelihood is taken as g·Δ − c·Δ²/2 by its gradient and curvature, which is exact for a
 * Gaussian policy. One Gauss–Newton step, D + λ·v·g'/(1 + λ·v·c'), finds about where the density is largest; where tanh
 * is straight that is its mean, and exactly so. Elsewhere the mean is off: three points of Gauss–Hermite quadrature
 * around the step, weighted by the density itself, correct it.
 */
final class ProximalStep {
    /** A larger action's inverse hyperbolic tangent means nothing in single precision. */
    private static final float LARGEST_ACTION = 0.9999f;
    /** The outer points of three-point Gauss–Hermite quadrature, in standard deviations. */
    private static final float REACH = (float) Math.sqrt(3);
    /** The weight of an outer point against the middle one, without the Gaussian's own density: (1/4)·exp(3/2). */
    private static final float OUTER_WEIGHT = (float) (0.25 * Math.exp(1.5));

    private final PolicyLikelihood likelihood;
    private final ActionRows rows;
    /** Column by column, so that each can be worked on by a core of its own; so are the next three. */
    private float[] peaks = new float[0];

    private float[] differences = new float[0];
    private float[] reaches = new float[0];
    private float[] turns = new float[0];

    /** Creates a step that asks {@code likelihood} what the policy says. */
    ProximalStep(PolicyLikelihood likelihood) {
        this.likelihood = likelihood;
        rows = likelihood.rows();
    }

    /**
     * Moves every action of the estimate that the likelihood was asked about.
     *
     * @param coefficient λ
     * @param variance v, of the clean normalised action given the estimate
     */
    void move(float[] estimate, double coefficient, double variance) {
        peaks = rows.sized(peaks);
        differences = rows.sized(differences);
        reaches = rows.sized(reaches);
        turns = rows.sized(turns);
        IntStream.range(0, rows.actionSize()).parallel().forEach(column -> {
            float deviation = rows.deviation(column);
            if (deviation > 0) {
                float spread = (float) (variance * deviation * deviation);
                climb(column, (float) coefficient, spread);
                reach(column, (float) coefficient, spread);
                correct(column, (float) coefficient, spread, estimate);
            }
        });
    }

    /** Takes one Gauss–Newton step to the peak, but none past the likeliest action. */
    private void climb(int column, float coefficient, float variance) {
        int first = column * rows.count();
        for (int row = 0; row < rows.count(); row++) {
            float raw = rows.raw(row, column);
            float action = rows.action(row, column);
            float gradient = likelihood.gradient(row, column);
            float curvature = likelihood.curvature(row, column);
            float slope = 1 - action * action;
            float scale = coefficient * variance * slope;
            float peak = scale * gradient / (1 + scale * curvature * slope);
            float difference = Exponential.tanh(raw + peak) - action;
            if (curvature * Math.abs(difference) > Math.abs(gradient)) {
                float likeliest = clip(action + gradient / curvature);
                peak = (float) (0.5 * Math.log((1.0 + likeliest) / (1.0 - likeliest))) - raw;
                difference = likeliest - action;
            }
            peaks[first + row] = peak;
            differences[first + row] = difference;
        }
    }

    /** Chooses how far from the peak the outer points lie. */
    private void reach(int column, float coefficient, float variance) {
        int first = column * rows.count();
        for (int row = 0; row < rows.count(); row++) {
            float action = rows.action(row, column) + differences[first + row];
            float slope = 1 - action * action;
            float bound = coefficient * variance * likelihood.curvature(row, column) * slope * slope;
            reaches[first + row] = REACH * (float) Math.sqrt(variance / (1 + bound));
            turns[first + row] = Exponential.tanh(reaches[first + row]);
        }
    }

    /** Moves the estimate to the mean of three points, weighted by the guided density. */
    private void correct(int column, float coefficient, float variance, float[] estimate) {
        float perVariance = 1 / (2 * variance);
        float perDeviation = 1 / rows.deviation(column);
        int first = column * rows.count();
        for (int row = 0; row < rows.count(); row++) {
            float action = rows.action(row, column);
            float gradient = coefficient * likelihood.gradient(row, column);
            float curvature = 0.5f * coefficient * likelihood.curvature(row, column);
            float peak = peaks[first + row];
            float reach = reaches[first + row];
            float turn = turns[first + row];
            float middle = differences[first + row];
            float peakAction = action + middle;
            float high = (peakAction + turn) / (1 + peakAction * turn) - action;
            float low = (peakAction - turn) / (1 - peakAction * turn) - action;
            float density = middle * (gradient - curvature * middle) - peak * peak * perVariance;
            float highDensity = high * (gradient - curvature * high) - (peak + reach) * (peak + reach) * perVariance;
            float lowDensity = low * (gradient - curvature * low) - (peak - reach) * (peak - reach) * perVariance;
            float highWeight = OUTER_WEIGHT * Exponential.exp(highDensity - density);
            float lowWeight = OUTER_WEIGHT * Exponential.exp(lowDensity - density);
            float mean = peak + reach * (highWeight - lowWeight) / (1 + highWeight + lowWeight);
            estimate[rows.position(row, column)] += mean * perDeviation;
        }
    }

    private static float clip(float action) {
        return Math.max(-LARGEST_ACTION, Math.min(LARGEST_ACTION, action));
    }
}
