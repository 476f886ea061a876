package io.leeway.testkit.promise;

import io.leeway.spi.Components;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.testkit.dynamics.LinearDynamics;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;

/** Predicts that nothing changes. */
final class AskingDynamics implements Dynamics {
    private final LinearDynamics linear = new LinearDynamics(new double[][] {{1, 0}, {0, 0}}, 1, 1, 0, 2);

    @Inject
    AskingDynamics(Components components, Own own) {
        own.tell("dynamics", components);
    }

    @Override
    public void begin(Transitions training) {
        linear.begin(training);
    }

    @Override
    public long updates() {
        return linear.updates();
    }

    @Override
    public long step() {
        return linear.step();
    }

    @Override
    public boolean finished() {
        return linear.finished();
    }

    @Override
    public Map<String, Double> update(Transitions training, int times) {
        return linear.update(training, times);
    }

    @Override
    public int members() {
        return linear.members();
    }

    @Override
    public Predictions predict(float[] observations, float[] actions, int count) {
        return linear.predict(observations, actions, count);
    }

    @Override
    public void save(Path directory) {
        linear.save(directory);
    }

    @Override
    public void load(Path directory) {
        linear.load(directory);
    }

    @Override
    public void close() {
        linear.close();
    }
}
