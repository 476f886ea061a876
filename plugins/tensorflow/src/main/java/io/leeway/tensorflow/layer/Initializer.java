package io.leeway.tensorflow.layer;

import io.leeway.spi.RandomSource;
import java.util.Arrays;

/** A distribution of a weight's first values. */
@FunctionalInterface
public interface Initializer {
    /** Zeros. */
    Initializer ZEROS = (random, fanIn, values) -> {};

    /** Ones. */
    Initializer ONES = (random, fanIn, values) -> Arrays.fill(values, 1);

    /** The standard deviation of a standard normal number that is cut at ± 2. */
    double CUT_DEVIATION = 0.8796256610342398;

    /** Normal with variance 1 / fan-in, cut at two standard deviations (LeCun et al. 1998, as Flax has it). */
    Initializer LECUN_NORMAL = (random, fanIn, values) -> {
        double deviation = Math.sqrt(1.0 / fanIn) / CUT_DEVIATION;
        for (int i = 0; i < values.length; i++) {
            double draw = random.nextGaussian();
            while (Math.abs(draw) > 2) {
                draw = random.nextGaussian();
            }
            values[i] = (float) (deviation * draw);
        }
    };

    /** Uniform within ± 1 / √fan-in, the usual start of the published TD3 family (PyTorch's linear layer). */
    Initializer FAN_IN_UNIFORM = (random, fanIn, values) -> {
        double bound = 1 / Math.sqrt(fanIn);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    };

    /**
     * Fills zeros with first values.
     *
     * @param fanIn how many inputs feed one output
     */
    void fill(RandomSource random, int fanIn, float[] values);
}
