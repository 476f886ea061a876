package io.leeway.diffusion.guidance;

import io.leeway.spi.agent.Critic;

/**
 * A critic Q(s, a) = r·(2 + sin(p·s + q·a)) that is known in double precision, for two action columns and three of
 * observation.
 */
record SineCritic(double rewardScale) implements Critic {
    private static final double[] OBSERVATION = {0.3, -0.7, 0.5};
    private static final double[] ACTION = {1.7, -1.1};

    double value(double[] observation, double[] action) {
        return rewardScale * (2 + Math.sin(phase(observation, action)));
    }

    private static double phase(double[] observation, double[] action) {
        double sum = 0;
        for (int i = 0; i < OBSERVATION.length; i++) {
            sum += OBSERVATION[i] * observation[i];
        }
        for (int i = 0; i < ACTION.length; i++) {
            sum += ACTION[i] * action[i];
        }
        return sum;
    }

    @Override
    public void value(float[] observations, float[] actions, int count, float[] values) {
        for (int row = 0; row < count; row++) {
            values[row] = (float) value(row(observations, row, 3), row(actions, row, 2));
        }
    }

    @Override
    public void gradient(float[] observations, float[] actions, int count, float[] gradient) {
        for (int row = 0; row < count; row++) {
            double slope = rewardScale * Math.cos(phase(row(observations, row, 3), row(actions, row, 2)));
            for (int column = 0; column < ACTION.length; column++) {
                gradient[row * 2 + column] = (float) (slope * ACTION[column]);
            }
        }
    }

    static double[] row(float[] values, int row, int width) {
        double[] result = new double[width];
        for (int column = 0; column < width; column++) {
            result[column] = values[row * width + column];
        }
        return result;
    }
}
