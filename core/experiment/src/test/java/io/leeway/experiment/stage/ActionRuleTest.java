package io.leeway.experiment.stage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.spi.Component;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.registry.Registry;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is trained: nothing here is ever played in, and no agent is made. */
class ActionRuleTest {
    private static final Registry REGISTRY = Registry.of(new ToyPlugin(), new Choices());

    @TempDir
    private Path folder;

    /** Data and environments whose actions are choices, and an agent that must not be made. */
    public static final class Choices implements Plugin {
        @Override
        public List<Component<?, ?>> components() {
            return List.of(
                    Component.of(DatasetSource.class, "choices", "Choices", Start.class, Data.class),
                    Component.of(Environments.class, "choices", "Choices", Start.class, Choosing.class),
                    Component.of(Environments.class, "whole", "Counts", ToyPlugin.Nothing.class, Counting.class),
                    Component.of(Agent.class, "unmade", "None", ToyPlugin.Nothing.class, Unmade.class));
        }
    }

    /** The choices are three from here on. */
    public record Start(int start) {}

    /** One episode. */
    public static final class Data implements DatasetSource {
        private final Start config;

        @Inject
        Data(Start config) {
            this.config = config;
        }

        @Override
        public Dataset load() {
            return new Dataset(
                    1,
                    3,
                    new float[3],
                    new float[] {1, 0, 0, 0, 0, 1},
                    new float[2],
                    new int[] {2},
                    new boolean[1],
                    new boolean[1],
                    Map.of(),
                    new Space.Discrete(3, config.start()));
        }

        @Override
        public boolean seeded() {
            return false;
        }
    }

    private abstract static class Unplayed implements Environments {
        private final Space actions;

        Unplayed(Space actions) {
            this.actions = actions;
        }

        @Override
        public EnvironmentSpec spec() {
            Space seen = Space.Box.of(1, -1, 1, ElementType.FLOAT32);
            return new EnvironmentSpec("unplayed-v0", seen, actions, null, null, Map.of());
        }

        @Override
        public VectorEnvironment make(VectorOptions options) {
            throw new AssertionError("Nothing is played");
        }
    }

    /** Three choices. */
    public static final class Choosing extends Unplayed {
        @Inject
        Choosing(Start config) {
            super(new Space.Discrete(3, config.start()));
        }
    }

    /** Whole numbers in a box. */
    public static final class Counting extends Unplayed {
        @Inject
        Counting() {
            super(Space.Box.of(2, 0, 9, ElementType.INT64));
        }
    }

    /** Fails. */
    public static final class Unmade implements Agent {
        @Inject
        Unmade() {
            throw new AssertionError("No agent is made");
        }

        @Override
        public long step() {
            return 0;
        }

        @Override
        public Map<String, Double> update(ExperienceSource experience, int times) {
            return Map.of();
        }

        @Override
        public Policy policy() {
            throw new AssertionError("No agent is made");
        }

        @Override
        public void save(Path directory) {}

        @Override
        public void load(Path directory) {}

        @Override
        public void close() {}
    }

    private void assertRefused(String dataset, Optional<String> environment, String experience, String... words) {
        String text = "name: refused\n"
                + environment.map(each -> "environment: " + each + "\n").orElse("")
                + "dataset: " + dataset + "\ndenoiser: {type: toy}\nsampler: {type: toy}\n"
                + "agent: {type: unmade, updates: 10}\nexperience: {" + experience + "}\n";
        ExperimentConfig config =
                new Configurations(REGISTRY).parse(text, "of the test", List.of(), ExperimentConfig.class);
        assertThatThrownBy(() -> ToyRuns.runner(REGISTRY, folder, Progress.NONE).run(config))
                .isInstanceOf(LeewayException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void anAgentOfRealNumbersIsNotTrainedOnChoices() {
        assertRefused(
                "{type: choices, start: -1}",
                Optional.empty(),
                "real: {type: real}",
                "The actions of the dataset 'choices' are choices from Discrete(3, start=-1), with which the agent"
                        + " 'unmade' cannot act.");
    }

    @Test
    void anEnvironmentOfChoicesIsRefusedBeforeDataIsMade() {
        assertRefused(
                "{type: toy}",
                Optional.of("{type: choices, start: 0}"),
                "real: {type: real}",
                "The actions of unplayed-v0 are choices from Discrete(3), with which the agent 'unmade' cannot act.");
    }

    @Test
    void wholeNumbersInABoxAreRefusedByName() {
        assertRefused(
                "{type: toy}",
                Optional.of("{type: whole}"),
                "real: {type: real}",
                "The actions of unplayed-v0 are a Box of int64 of the shape [2], but agents act in a Box of floating"
                        + " point or in a Discrete");
    }
}
