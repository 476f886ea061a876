package io.leeway.environment.diagnosis;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.DatasetBuilder;

/**
 * Data of {@link io.leeway.testkit.environment.LineEnvironments} whose every distribution is known: episodes of single
 * steps from a standard normal position, with the action N(position / 4, 0.1²) in [-1, 1], which moves by its double.
 */
final class LineData {
    static final double DEVIATION = 0.1;

    private LineData() {}

    static Dataset of(long seed, int episodes) {
        RandomSource random = RandomSource.of(seed);
        DatasetBuilder builder = new DatasetBuilder(1, 1);
        for (int episode = 0; episode < episodes; episode++) {
            float position = (float) random.nextGaussian();
            float action = (float) (position / 4 + DEVIATION * random.nextGaussian());
            float next = position + 2 * action;
            builder.episode(new float[] {position, next}, new float[] {action}, new float[] {next}, Math.abs(next) > 3);
        }
        return builder.build();
    }

    static Transitions transitions(long seed, int count) {
        return of(seed, count).transitions();
    }
}
