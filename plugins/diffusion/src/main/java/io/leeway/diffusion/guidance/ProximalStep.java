package io.leeway.diffusion.guidance;

/**
 * Moves a denoised estimate D to the mean of the guided distribution, action by action.
 *
 * <p>Given D and its variance v, the clean normalised action z has density ∝ N(z; D, v)·π(tanh(m + s·z))^λ. Around the
 * action at D the policy's log-likelihood is taken as g·Δ − c·Δ²/2 by its gradient and curvature, which is exact for a
 * Gaussian policy. One Gauss–Newton step, D + λ·v·g'/(1 + λ·v·c'), finds about where the density is largest; where tanh
 * is straight that is its mean, and exactly so. Elsewhere the mean is off: three points of Gauss–Hermite quadrature
 * around the step, weighted by the density itself, correct it.
 */
final class ProximalStep {
    /** A larger action's inverse hyperbolic tangent means nothing in single precision. */
    private static final double LARGEST_ACTION = 0.9999;
    /** The outer points of three-point Gauss–Hermite quadrature, in standard deviations. */
    private static final float REACH = (float) Math.sqrt(3);
    /** The weight of an outer point against the middle one, without the Gaussian's own density: (1/4)·exp(3/2). */
    private static final float OUTER_WEIGHT = (float) (0.25 * Math.exp(1.5));

    private final float coefficient;
    private final float variance;
    private float start;
    private float startAction;
    private float gradient;
    private float curvature;

    private ProximalStep(float coefficient, float variance) {
        this.coefficient = coefficient;
        this.variance = variance;
    }

    /**
     * Moves every action of an estimate.
     *
     * @param likelihood what the policy says at this estimate
     * @param coefficient λ
     * @param variance v, of the clean normalised action given the estimate
     */
    static void move(PolicyLikelihood likelihood, float[] estimate, double coefficient, double variance) {
        for (int column = 0; column < likelihood.actionSize(); column++) {
            float deviation = likelihood.deviation(column);
            if (deviation == 0) {
                continue;
            }
            ProximalStep step = new ProximalStep((float) coefficient, (float) (variance * deviation * deviation));
            for (int row = 0; row < likelihood.rows(); row++) {
                step.start = likelihood.raw(row, column);
                step.startAction = likelihood.action(row, column);
                step.gradient = likelihood.gradient(row, column);
                step.curvature = likelihood.curvature(row, column);
                estimate[likelihood.position(row, column)] += step.move() / deviation;
            }
        }
    }

    /** Returns how far the action before tanh moves. */
    private float move() {
        float peak = climb();
        float action = Exponential.tanh(start + peak);
        float slope = 1 - action * action;
        float spread = (float) Math.sqrt(variance / (1 + coefficient * variance * curvature * slope * slope));
        float outer = REACH * spread;
        float middle = logDensity(peak, action);
        float high = logDensity(peak + outer, Exponential.tanh(start + peak + outer)) - middle;
        float low = logDensity(peak - outer, Exponential.tanh(start + peak - outer)) - middle;
        float highWeight = OUTER_WEIGHT * Exponential.exp(high);
        float lowWeight = OUTER_WEIGHT * Exponential.exp(low);
        return peak + outer * (highWeight - lowWeight) / (1 + highWeight + lowWeight);
    }

    /** Takes one Gauss–Newton step, but none past the likeliest action. */
    private float climb() {
        float slope = 1 - startAction * startAction;
        float pull = coefficient * variance * gradient * slope;
        float step = pull / (1 + coefficient * variance * curvature * slope * slope);
        float reached = Exponential.tanh(start + step) - startAction;
        if (curvature * Math.abs(reached) <= Math.abs(gradient)) {
            return step;
        }
        double likeliest = Math.max(-LARGEST_ACTION, Math.min(LARGEST_ACTION, startAction + gradient / curvature));
        return (float) (0.5 * Math.log((1 + likeliest) / (1 - likeliest)) - start);
    }

    private float logDensity(float moved, float action) {
        float difference = action - startAction;
        float likelihood = difference * (gradient - 0.5f * curvature * difference);
        return coefficient * likelihood - moved * moved / (2 * variance);
    }
}
