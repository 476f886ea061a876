package io.leeway.experiment.comparison;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The ratio of a figure to the reference's, over denoisers that were trained separately.
 *
 * @param value the geometric mean of the denoisers' ratios
 * @param low the lower end of its 95 % interval, by Student's t of the ratios' logarithms; NaN of one denoiser
 * @param high the upper end
 */
public record Ratio(double value, double low, double high) {
    private static final double TAIL = 0.975;

    /**
     * Computes the ratio.
     *
     * @param figures one a denoiser, above 0
     * @param references the same figure of the reference, in the same order
     */
    static Ratio of(double[] figures, double[] references) {
        int count = figures.length;
        double[] logarithms = new double[count];
        Arrays.setAll(logarithms, i -> Math.log(figures[i] / references[i]));
        double mean = Arrays.stream(logarithms).average().orElse(Double.NaN);
        if (count < 2) {
            return new Ratio(Math.exp(mean), Double.NaN, Double.NaN);
        }
        double squares =
                Arrays.stream(logarithms).map(x -> (x - mean) * (x - mean)).sum();
        double error = Math.sqrt(squares / (count - 1) / count);
        double reach = TDistribution.of(count - 1.0).inverseCumulativeProbability(TAIL) * error;
        return new Ratio(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach));
    }
}
