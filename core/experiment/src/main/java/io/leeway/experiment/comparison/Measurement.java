package io.leeway.experiment.comparison;

import java.util.Map;

/**
 * One point of a curve on one denoiser.
 *
 * @param curve the curve's name
 * @param point what sets the point apart in its curve, such as "steps 32"
 * @param seed whose denoiser it is
 * @param figures by name: {@code network_evaluations}, {@code transitions_per_s}, and what can be measured of
 *     {@code dynamics_error}, {@code reward_error}, {@code policy_log_likelihood}, {@code wasserstein},
 *     {@code sliced_wasserstein}
 */
public record Measurement(String curve, String point, long seed, Map<String, Double> figures) {
    /** Returns the figure, NaN where it could not be had. */
    public double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /** Returns a name of the point among all. */
    public String label() {
        return point.isEmpty() ? curve : curve + ", " + point;
    }
}
