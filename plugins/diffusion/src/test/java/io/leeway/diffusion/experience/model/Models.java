package io.leeway.diffusion.experience.model;

import io.leeway.diffusion.experience.model.WorldModelConfig.PenaltyKind;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.dynamics.LinearDynamics;
import java.nio.file.Path;
import java.util.Map;

/** Models of the dynamics with known answers. */
final class Models {
    private Models() {}

    /** Returns one whose observation fades by a twentieth a step, and is pushed by the actions; two members. */
    static Dynamics walk(int observationSize, int actionSize, double deviation) {
        double[][] weights = new double[observationSize + 1][observationSize + actionSize];
        for (int column = 0; column < observationSize; column++) {
            weights[column][column] = 0.95;
            weights[column][observationSize + column % actionSize] = 0.1;
        }
        weights[observationSize][0] = -0.5;
        return new LinearDynamics(weights, deviation, 2, 0.01, 10);
    }

    static WorldModelConfig config(int horizon, int rollouts, int retained, PenaltyKind penalty) {
        return new WorldModelConfig(horizon, rollouts, 1000, retained, 0.25, false, penalty, null, null, null);
    }

    static Agent agent(int observationSize, int actionSize, float action) {
        return new FixedAgent(GaussianPolicy.constant(observationSize, actionSize, action, 0.2f), null);
    }

    /** A model that is a function, and needs no training. */
    @FunctionalInterface
    interface Known extends Dynamics {
        @Override
        Predictions predict(float[] observations, float[] actions, int count);

        @Override
        default int members() {
            return 2;
        }

        @Override
        default void begin(Transitions training) {}

        @Override
        default long updates() {
            return 0;
        }

        @Override
        default long step() {
            return 0;
        }

        @Override
        default boolean finished() {
            return true;
        }

        @Override
        default Map<String, Double> update(Transitions training, int times) {
            return Map.of();
        }

        @Override
        default void save(Path directory) {}

        @Override
        default void load(Path directory) {}

        @Override
        default void close() {}
    }
}
