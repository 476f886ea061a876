package io.leeway.tensorflow.dynamics;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The configuration of {@link Pets}. */
public record PetsConfig(
        @Default("7") @Description("Networks, each trained on rows of its own") @Min(1) @Max(1000)
        int networks,

        @Default("5")
        @Description("How many of them predict: those with the least error on held-out rows")
        @Min(1)
        @Max(1000)
        int elites,

        @Default("[200, 200, 200, 200]") @Description("Sizes of the hidden layers") @Size(min = 1, max = 16)
        List<@Min(1) @Max(65_536) Integer> hidden,

        @Default("relu") @Description("What follows a hidden layer; PETS has swish")
        Activation activation,

        @Default("256") @Description("Transitions of one update of each network") @Min(1) @Max(1_000_000)
        int batch,

        @Default("20000") @Description("Updates of a whole training, which ends before where patience does") @Min(1)
        int updates,

        @Default("0.001") @Description("Learning rate") @Positive
        double learningRate,

        @Default("0.000025")
        @Description("Weight decay: half of it, times the squared weights, is added to the loss")
        @DecimalMin("0")
        double weightDecay,

        @Default("0.2")
        @Description("Fraction of the transitions that are held out from training, for elites to be chosen by")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        double heldOut,

        @Default("5")
        @Description("Epochs in a row without a network whose held-out error falls by 1 %, after which training ends")
        @Min(1)
        int patience) {

    /** Copies the sizes, and checks what no single key shows. */
    public PetsConfig {
        hidden = List.copyOf(hidden);
        if (elites > networks) {
            throw new IllegalArgumentException(
                    "elites must be at most networks, of which they are some, but is " + elites + " of " + networks);
        }
    }
}
