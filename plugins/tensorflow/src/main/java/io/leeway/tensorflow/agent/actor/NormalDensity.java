package io.leeway.tensorflow.agent.actor;

import io.leeway.tensorflow.layer.Expressions;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The density of independent normal numbers. */
final class NormalDensity {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private NormalDensity() {}

    /**
     * Builds its logarithm, summed over the columns of a row: Σ −½ (x / σ)² − ln σ − ½ ln 2π.
     *
     * @param x rows of differences from the mean
     * @param logDeviation ln σ, a row for each or one for all
     */
    static Operand<TFloat32> log(Expressions math, Operand<TFloat32> x, Operand<TFloat32> logDeviation) {
        Operand<TFloat32> z = math.multiply(x, math.exponential(math.negative(logDeviation)));
        Operand<TFloat32> half = math.multiply(math.square(z), -0.5);
        return math.sumOfRow(math.add(math.subtract(half, logDeviation), -HALF_LOG_TWO_PI));
    }
}
