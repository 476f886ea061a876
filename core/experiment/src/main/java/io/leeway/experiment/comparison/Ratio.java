package io.leeway.experiment.comparison;

import io.leeway.report.statistics.Moments;
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
        double[] logarithms = new double[figures.length];
        Arrays.setAll(logarithms, i -> Math.log(figures[i] / references[i]));
        Moments moments = Moments.of(logarithms);
        double mean = moments.mean();
        if (moments.count() < 2) {
            return new Ratio(Math.exp(mean), Double.NaN, Double.NaN);
        }
        double reach =
                TDistribution.of(moments.count() - 1.0).inverseCumulativeProbability(TAIL) * moments.standardError();
        return new Ratio(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach));
    }
}
