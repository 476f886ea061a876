package io.leeway.experiment.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The agents of a run of two seeds and two experiences, a = w·x each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunPoliciesTest {
    private static final String EXPERIMENT = """
            name: toy
            seeds: [3, 4]
            environment: toy
            dataset: toy
            denoiser: {type: toy, updates: 10, fail-at: -1}
            sampler: toy
            agent: {type: toy, updates: 100}
            evaluation: {episodes: 7, every: 60}
            experience: {real: {type: real}, other: {type: real}}
            """;

    private final Registry registry = Registry.of(new ToyPlugin());
    private final TrainedPolicies policies =
            new RunPolicies(ToyRuns.application(registry, Path.of("runs"), Progress.NONE));
    private Path run = Path.of("");

    @BeforeAll
    void train(@TempDir Path folder) {
        ExperimentConfig config =
                new Configurations(registry).parse(EXPERIMENT, "toy.yaml", List.of(), ExperimentConfig.class);
        run = ToyRuns.runner(registry, folder, Progress.NONE).run(config).directory();
    }

    private float action(String agent, @Nullable Long seed) {
        float[] action = new float[1];
        try (TrainedPolicies.Trained trained = policies.open(run, agent, seed)) {
            trained.policy().act(new float[] {0.5f}, 1, action);
        }
        return action[0];
    }

    @Test
    void policiesActWithTheWeightsThatWereTrained() {
        for (long seed : new long[] {3, 4}) {
            Path weights = run.resolve("checkpoints/real-seed-" + seed + "/agent/agent.npz");
            double weight = NumpyArchive.read(weights).doubles("weight")[0];
            assertThat(action("real", seed)).isEqualTo((float) Math.max(-1, Math.min(1, weight * 0.5)));
        }
        assertThat(action("real", null)).isEqualTo(action("real", 3L));
    }

    @Test
    void identitiesAreThoseOfTheWeights() {
        String first = policies.identity(run, "real", 3L);
        assertThat(policies.identity(run, "real", null)).isEqualTo(first);
        assertThat(policies.identity(run, "real", 4L)).isNotEqualTo(first);
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        assertThatThrownBy(() -> policies.open(run, null, null))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Which agent of " + run + "? Name one. There are: real, other.");
        assertThatThrownBy(() -> policies.open(run, "rael", null))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("has no agent 'rael'. Did you mean 'real'?");
        assertThatThrownBy(() -> policies.open(run, "real", 5L))
                .isInstanceOf(LeewayException.class)
                .hasMessage(run + " has no seed 5. There are: 3, 4.");
        assertThatThrownBy(() -> policies.open(run.resolve("checkpoints"), "real", 3L))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("is not the folder of a run");
    }
}
