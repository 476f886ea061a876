package io.leeway.experiment.graph;

import com.google.inject.Injector;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Learner;
import io.leeway.wiring.inject.ComponentScope;

/** The agents of experiments. */
final class Agents {
    private Agents() {}

    /** Creates an untrained agent in the scope of an injector. */
    static Agent create(Experiment experiment, Injector injector) {
        return ComponentScope.components(injector)
                .create(config(experiment).agent().component());
    }

    /** Returns what sources of experience may know of the agent. */
    static Learner learner(Experiment experiment, Injector injector) {
        return new Learner() {
            @Override
            public long updates() {
                return config(experiment).agent().updates();
            }

            @Override
            public Agent fresh() {
                return create(experiment, injector);
            }
        };
    }

    private static ExperimentConfig config(Experiment experiment) {
        if (!(experiment instanceof ExperimentConfig config)) {
            throw new IllegalStateException("The experiment '" + experiment.name() + "' has no agents");
        }
        return config;
    }
}
