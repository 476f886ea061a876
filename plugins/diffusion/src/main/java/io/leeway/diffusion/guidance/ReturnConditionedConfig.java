package io.leeway.diffusion.guidance;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.diffusion.WindowReturns;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link ReturnConditioned}. */
public record ReturnConditionedConfig(
        @Default("1.0")
        @PositiveOrZero
        @Description(
                "How much of the condition: 0 is unguided, 1 the conditional distribution, and more goes beyond it;"
                        + " each step takes one network evaluation at 0 and 1, and two elsewhere")
        double coefficient,

        @Description(
                "The return to condition on: the sum of a window's rewards, in the data's unit; by default a quantile")
        @Nullable
        Double targetReturn,

        @DecimalMin("0")
        @DecimalMax("1")
        @Description("The return to condition on, as a quantile of the training windows' returns, by default 0.95")
        @Nullable
        Double quantile) {

    private static final double USUAL_QUANTILE = 0.95;

    /** Checks that there is one return to condition on. */
    public ReturnConditionedConfig {
        if (targetReturn != null && quantile != null) {
            throw new IllegalArgumentException("target-return: " + targetReturn + " and quantile: " + quantile
                    + " each say which return to condition on; leave one of them out");
        }
        if (targetReturn != null && !Double.isFinite(targetReturn)) {
            throw new IllegalArgumentException("target-return must be finite, but is " + targetReturn);
        }
    }

    /** Returns the return to condition on, in data units. */
    double chosen(WindowReturns returns) {
        return targetReturn == null ? returns.quantile(quantile == null ? USUAL_QUANTILE : quantile) : targetReturn;
    }
}
