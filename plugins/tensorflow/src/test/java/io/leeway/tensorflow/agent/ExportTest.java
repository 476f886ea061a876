package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Space;
import io.leeway.tensorflow.graph.Floats;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

final class ExportTest {
    private static final Task TASK = new Task(3, 2);
    private static final Offset<Float> ROUNDING = Offset.offset(1e-5f);

    private final Dataset dataset = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .walk(RandomSource.of(2), 60, false)
            .build();

    @TempDir
    Path folder;

    private Agent agent(Agents algorithm, boolean normalize) {
        return algorithm.create(Configs.agent(normalize), TASK, dataset, RandomSource.of(8));
    }

    private Path export(Agent agent, String name) throws Exception {
        Path model = Files.createDirectory(folder.resolve(name));
        agent.export(model);
        return model;
    }

    private static float[] observations(int count, long seed) {
        float[] observations = new float[count * TASK.observationSize()];
        RandomSource.of(seed).fillGaussian(observations, 0, observations.length);
        return observations;
    }

    private static float[] actions(Agent agent, float[] observations) {
        int count = observations.length / TASK.observationSize();
        float[] actions = new float[count * TASK.actionSize()];
        agent.policy().act(observations, count, actions);
        return actions;
    }

    private static float[] actions(SavedModelBundle model, float[] observations) {
        int count = observations.length / TASK.observationSize();
        try (TFloat32 rows = Floats.tensor(observations, count, TASK.observationSize());
                Result result = model.function(Signature.DEFAULT_KEY).call(Map.of("observations", rows))) {
            assertThat(result.get("actions").orElseThrow().shape().asArray()).containsExactly(count, TASK.actionSize());
            return Floats.values(result.get("actions").orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource(Agents.class)
    void actsAsTheAgentDidBeforeAndAfterUpdates(Agents algorithm) throws Exception {
        try (Agent agent = agent(algorithm, true)) {
            Path fresh = export(agent, "fresh");
            float[] few = observations(1, 3);
            float[] more = observations(7, 4);
            float[] before = actions(agent, more);
            agent.update(new FixedExperience(dataset.transitions()), 5);
            Path trained = export(agent, "trained");
            assertThat(actions(agent, more)).isNotEqualTo(before);
            try (SavedModelBundle model = SavedModelBundle.load(fresh.toString())) {
                assertThat(actions(model, more)).containsExactly(before, ROUNDING);
            }
            try (SavedModelBundle model = SavedModelBundle.load(trained.toString())) {
                assertThat(actions(model, few)).containsExactly(actions(agent, few), ROUNDING);
                assertThat(actions(model, more)).containsExactly(actions(agent, more), ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TD3_BC", "IQL", "SAC_N"})
    void actsTheSameInPython(Agents algorithm) throws Exception {
        Path python = PythonModel.required();
        try (Agent agent = agent(algorithm, true)) {
            agent.update(new FixedExperience(dataset.transitions()), 5);
            PythonModel model = new PythonModel(python, export(agent, "model"));
            for (int count : new int[] {1, 7}) {
                float[] observations = observations(count, count);
                assertThat(model.actions(observations, count)).containsExactly(actions(agent, observations), ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BC", "IQL", "CQL"})
    void ofDiscreteActionsAnswersWithElementsOfTheirSpace(Agents algorithm) throws Exception {
        Task choosing = new Task(3, 4, new Space.Discrete(4, -1));
        Dataset data = new DatasetBuilder(3, new Space.Discrete(4, -1))
                .walk(RandomSource.of(1), 60, true)
                .build();
        float[] observations = observations(40, 9);
        try (Agent agent = algorithm.create(Configs.agent(true), choosing, data, RandomSource.of(2))) {
            agent.update(new FixedExperience(data.transitions()), 5);
            float[] flags = new float[40 * 4];
            agent.policy().act(observations, 40, flags);
            try (SavedModelBundle model =
                            SavedModelBundle.load(export(agent, "choices").toString());
                    TFloat32 rows = Floats.tensor(observations, 40, 3);
                    Result result = model.function(Signature.DEFAULT_KEY).call(Map.of("observations", rows))) {
                TInt64 elements = (TInt64) result.get("actions").orElseThrow();
                assertThat(elements.shape().asArray()).containsExactly(40);
                for (int row = 0; row < 40; row++) {
                    int column = (int) elements.getLong(row) + 1;
                    assertThat(flags[row * 4 + column]).as("row %d", row).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void takesObservationsAsTheyAreWhereTheAgentDoes() throws Exception {
        try (Agent plain = agent(Agents.BC, false);
                Agent scaled = agent(Agents.BC, true);
                SavedModelBundle model =
                        SavedModelBundle.load(export(plain, "plain").toString())) {
            float[] observations = observations(7, 5);
            assertThat(actions(model, observations)).containsExactly(actions(plain, observations), ROUNDING);
            assertThat(actions(scaled, observations)).isNotEqualTo(actions(plain, observations));
        }
    }

    @Test
    void goesOnTrainingAsIfItHadNotBeenExported() throws Exception {
        try (Agent exported = agent(Agents.TD3_BC, true);
                Agent other = agent(Agents.TD3_BC, true)) {
            export(exported, "early");
            exported.update(new FixedExperience(dataset.transitions()), 5);
            other.update(new FixedExperience(dataset.transitions()), 5);
            assertThat(actions(exported, observations(7, 6))).isEqualTo(actions(other, observations(7, 6)));
        }
    }

    @Test
    void hasOneSignatureAndNoVariables() throws Exception {
        try (Agent agent = agent(Agents.IQL, true)) {
            Path written = export(agent, "model");
            assertThat(written.resolve("variables")).isEmptyDirectory();
            try (SavedModelBundle model = SavedModelBundle.load(written.toString())) {
                assertThat(model.signatures()).singleElement().satisfies(signature -> {
                    assertThat(signature.key()).isEqualTo("serving_default");
                    assertThat(signature.inputNames()).containsExactly("observations");
                    assertThat(signature.outputNames()).containsExactly("actions");
                });
            }
        }
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (Agent agent = agent(Agents.TD3_BC, true)) {
            assertThatThrownBy(() -> agent.export(file.resolve("model")))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageStartingWith("Cannot write the model to " + file.resolve("model") + ": ")
                    .hasMessageEndingWith(". Make the folder writable, with room for it, or choose another one.");
        }
    }
}
