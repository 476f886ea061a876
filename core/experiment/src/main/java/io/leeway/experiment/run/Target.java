package io.leeway.experiment.run;

import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.experiment.store.Stage;
import io.leeway.spi.Components;
import java.util.List;

/** The target of a run: which of an experiment's stages are wanted. Their inputs come with them. */
public enum Target {
    /** The denoisers, and what they are made of. */
    DENOISERS {
        @Override
        List<? extends Stage<?>> stages(Experiment experiment, SeedScope seed) {
            return List.of(seed.datasetStage(), seed.denoiserStage());
        }
    },

    /** The models of the dynamics, and what they are made of. */
    DYNAMICS {
        @Override
        List<? extends Stage<?>> stages(Experiment experiment, SeedScope seed) {
            return List.of(seed.datasetStage(), seed.dynamicsStage());
        }

        @Override
        void refuseDevice(Experiment experiment, Components components) {
            components.create(experiment.denoising().dynamics()).close();
        }
    },

    /** The agents, and what they are made of. */
    AGENTS {
        @Override
        List<? extends Stage<?>> stages(Experiment experiment, SeedScope seed) {
            return experiment.experience().keySet().stream()
                    .map(seed::agentStage)
                    .toList();
        }
    };

    /** Returns the wanted stages of a seed, in order. */
    abstract List<? extends Stage<?>> stages(Experiment experiment, SeedScope seed);

    /** Creates a model of what is wanted, for nothing but its refusal of the device. */
    void refuseDevice(Experiment experiment, Components components) {
        components.create(experiment.denoising().denoiser()).close();
    }
}
