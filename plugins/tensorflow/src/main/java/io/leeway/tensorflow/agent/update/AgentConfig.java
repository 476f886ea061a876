package io.leeway.tensorflow.agent.update;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The keys that every agent has, whatever its algorithm. */
public record AgentConfig(
        @Default("0.99") @DecimalMin("0") @DecimalMax("1") @Description("Discount factor of a step")
        double discount,

        @Default("0.005")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1")
        @Description("Fraction by which a target network moves towards its original at each update")
        double polyak,

        @Default("0.0003") @Positive @Description("Learning rate of every network")
        double learningRate,

        @Default("0.00001") @Positive @Description("Adam's epsilon")
        double adamEpsilon,

        @Default("256") @Min(1) @Max(1_000_000) @Description("Transitions of one update")
        int batch,

        @Default("[256, 256]") @Size(max = 16) @Description("Sizes of the hidden layers of every network")
        List<@Min(1) @Max(65_536) Integer> hidden,

        @Default("true")
        @Description("Whether observations are shifted and scaled by the dataset's mean and standard deviation")
        boolean normalizeObservations,

        @Default("1") @Description("What rewards are multiplied by")
        double rewardScale,

        @Default("0") @Description("What is added to rewards after that, such as -1 for sparse goals")
        double rewardShift) {
    /** Copies the sizes. */
    public AgentConfig {
        hidden = List.copyOf(hidden);
    }
}
