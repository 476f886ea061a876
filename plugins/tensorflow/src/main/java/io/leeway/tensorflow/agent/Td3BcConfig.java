package io.leeway.tensorflow.agent;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;

/**
 * The configuration of {@link Td3Bc}.
 *
 * @param alpha weight of the value against the imitation of the data's actions
 * @param discount the discount factor
 * @param polyak fraction by which a target network moves towards its original at each update
 * @param learningRate of the actor and of the critics
 * @param adamEpsilon Adam's epsilon
 * @param batch transitions of one update
 * @param hidden sizes of the hidden layers of every network
 * @param policyNoise standard deviation of the noise on the target actor's actions
 * @param noiseClip bound of that noise
 * @param criticUpdates critic updates in one update
 * @param normalizeObservations whether observations are shifted and scaled by the dataset's statistics
 */
public record Td3BcConfig(
        @Default("2.5")
        @PositiveOrZero
        @Description("Weight of the value against the imitation of the data's actions; 0 is imitation alone")
        double alpha,

        @Default("0.99") @DecimalMin("0") @DecimalMax("1") @Description("Discount factor of a step")
        double discount,

        @Default("0.005")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1")
        @Description("Fraction by which a target network moves towards its original at each update")
        double polyak,

        @Default("0.0003") @Positive @Description("Learning rate of the actor and of the critics")
        double learningRate,

        @Default("0.00001") @Positive @Description("Adam's epsilon")
        double adamEpsilon,

        @Default("256") @Min(1) @Description("Transitions of one update")
        int batch,

        @Default("[256, 256]") @Description("Sizes of the hidden layers of the actor and of each critic")
        List<@Min(1) Integer> hidden,

        @Default("0.2") @PositiveOrZero @Description("Standard deviation of the noise on the target actor's actions")
        double policyNoise,

        @Default("0.5") @PositiveOrZero @Description("Bound of the noise on the target actor's actions")
        double noiseClip,

        @Default("2") @Min(1) @Description("Critic updates in one update, each with noise of its own")
        int criticUpdates,

        @Default("true")
        @Description("Whether observations are shifted and scaled by the dataset's mean and standard deviation")
        boolean normalizeObservations) {
    /** Copies the sizes. */
    public Td3BcConfig {
        hidden = List.copyOf(hidden);
    }
}
