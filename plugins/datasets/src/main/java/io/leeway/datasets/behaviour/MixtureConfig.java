package io.leeway.datasets.behaviour;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.environment.Behaviour;
import jakarta.validation.constraints.NotEmpty;
import java.util.Arrays;
import java.util.List;

/** The configuration of {@link MixtureBehaviour}. */
public record MixtureConfig(
        @Description("Behaviours, one of which is drawn for each episode.") @NotEmpty
        List<Configured<Behaviour>> behaviours,

        @Default("[]")
        @Description(
                "How often each plays, relative to the others: [3, 1] is three episodes of four and one of four. Empty"
                        + " for all alike.")
        List<Double> weights) {
    /** Checks the weights. */
    public MixtureConfig {
        behaviours = List.copyOf(behaviours);
        weights = List.copyOf(weights);
        if (!weights.isEmpty() && weights.size() != behaviours.size()) {
            throw new IllegalArgumentException("weights has " + weights.size()
                    + " numbers, but must have one for each of the " + behaviours.size() + " behaviours");
        }
        boolean bad = weights.stream().anyMatch(weight -> !(weight >= 0) || weight.isInfinite());
        if (bad || (!weights.isEmpty() && weights.stream().allMatch(weight -> weight == 0))) {
            throw new IllegalArgumentException("weights is " + weights + ", but must be 0 or more, and not all 0");
        }
    }

    /** Returns how often each plays; the sum is 1. */
    double[] shares() {
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        double[] shares = new double[behaviours.size()];
        Arrays.setAll(shares, i -> weights.isEmpty() ? 1.0 / shares.length : weights.get(i) / sum);
        return shares;
    }
}
