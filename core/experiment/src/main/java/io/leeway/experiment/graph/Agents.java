package io.leeway.experiment.graph;

import com.google.inject.Injector;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.spi.agent.Agent;
import io.leeway.wiring.inject.ComponentScope;

/** The agents of experiments. */
final class Agents {
    private Agents() {}

    /** Creates an untrained agent in the scope of an injector. */
    static Agent create(Experiment experiment, Injector injector) {
        if (!(experiment instanceof ExperimentConfig config)) {
            throw new IllegalStateException("The experiment '" + experiment.name() + "' has no agents");
        }
        return ComponentScope.components(injector).create(config.agent().component());
    }
}
