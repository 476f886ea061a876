package io.leeway.diffusion.guidance.adaptive;

import io.leeway.diffusion.guidance.NoiseLimit;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Selective;
import io.leeway.spi.dynamics.Dynamics;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link AdaptivePolicy}. */
public record AdaptivePolicyConfig(
        @Description("The budget: how much larger the mean policy log-likelihood of a sampled action becomes than it is"
                + " unguided; give this, 'dynamics-error' or 'disagreement'")
        @Positive
        @Nullable
        Double logLikelihoodGain,

        @Description(
                "The budget: mean squared error of next observations against the environment's own step, each column in"
                        + " units of the data's variance; give this, 'log-likelihood-gain' or 'disagreement'")
        @Positive
        @Nullable
        Double dynamicsError,

        @Description("The budget: variance of the next observations that the members of the experiment's dynamics model"
                + " predict, in units of the data's variance; the run trains that model, and needs no environment; give"
                + " this, 'log-likelihood-gain' or 'dynamics-error'")
        @Positive
        @Nullable
        Double disagreement,

        @Default("64")
        @Min(1)
        @Description("Trajectories that each coefficient is tried on, of the request's first ones")
        int pilots,

        @Default("6") @Min(1) @Description("Coefficients that are tried at most")
        int trials,

        @Default("0.1")
        @Positive
        @DecimalMax("1")
        @Description("How near to the budget is near enough, as a part of it")
        double tolerance,

        @Default("0.001") @Positive @Description("The smallest coefficient to try")
        double smallest,

        @Default("1000") @Positive @Description("The largest coefficient to try")
        double largest,

        @Positive @Description(NoiseLimit.DESCRIPTION) @Nullable
        Double sigmaMax)
        implements Selective {

    /** Checks that there is one budget, and a range. */
    public AdaptivePolicyConfig {
        List<String> given = given(logLikelihoodGain, dynamicsError, disagreement);
        if (given.size() != 1) {
            throw new IllegalArgumentException("one budget is needed, but there "
                    + (given.isEmpty() ? "is none" : "are " + given.size() + ": " + String.join(" and ", given))
                    + "; give one of log-likelihood-gain, dynamics-error and disagreement");
        }
        if (!(smallest < largest)) {
            throw new IllegalArgumentException(
                    "smallest: " + smallest + " must be below largest: " + largest + "; widen the range");
        }
    }

    /** Returns a configuration with one of the budgets and defaults for the rest. */
    public static AdaptivePolicyConfig of(@Nullable Double logLikelihoodGain, @Nullable Double dynamicsError) {
        return new AdaptivePolicyConfig(logLikelihoodGain, dynamicsError, null, 64, 6, 0.1, 0.001, 1000, null);
    }

    private static List<String> given(
            @Nullable Double logLikelihoodGain, @Nullable Double dynamicsError, @Nullable Double disagreement) {
        List<String> given = new ArrayList<>();
        if (logLikelihoodGain != null) {
            given.add("log-likelihood-gain: " + logLikelihoodGain);
        }
        if (dynamicsError != null) {
            given.add("dynamics-error: " + dynamicsError);
        }
        if (disagreement != null) {
            given.add("disagreement: " + disagreement);
        }
        return given;
    }

    @Override
    public boolean needs(Class<?> type) {
        return type != Dynamics.class || disagreement != null;
    }

    /** Returns the budget, whichever it is. */
    public double budget() {
        return Stream.of(logLikelihoodGain, dynamicsError, disagreement)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
