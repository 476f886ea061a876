package io.leeway.experiment.comparison;

import java.util.Comparator;
import java.util.List;

/**
 * The price that a curve pays for a policy log-likelihood: its points of one denoiser, joined by straight lines of a
 * figure's logarithm over the likelihood.
 */
final class Frontier {
    /** The figure that guidance buys. */
    static final String LIKELIHOOD = "policy_log_likelihood";

    private final List<Measurement> points;

    /** Takes the points of one curve on one denoiser. */
    Frontier(List<Measurement> points) {
        this.points = points.stream()
                .filter(point -> !Double.isNaN(point.figure(LIKELIHOOD)))
                .sorted(Comparator.comparingDouble(point -> point.figure(LIKELIHOOD)))
                .toList();
    }

    /** Returns the figure where the curve is as likely as the given point; NaN where it never is. */
    double at(Measurement point, String figure) {
        double likelihood = point.figure(LIKELIHOOD);
        for (int i = 1; i < points.size(); i++) {
            double low = points.get(i - 1).figure(LIKELIHOOD);
            double high = points.get(i).figure(LIKELIHOOD);
            if (likelihood >= low && likelihood <= high) {
                double part = high > low ? (likelihood - low) / (high - low) : 0;
                return Math.exp((1 - part) * Math.log(points.get(i - 1).figure(figure))
                        + part * Math.log(points.get(i).figure(figure)));
            }
        }
        return Double.NaN;
    }
}
