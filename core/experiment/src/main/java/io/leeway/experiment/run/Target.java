package io.leeway.experiment.run;

import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.experiment.store.Stage;
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
}
