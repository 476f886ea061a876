package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.NumpyArchive;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Td3BcUpdateTest {
    private static final Task TASK = new Task(3, 2);

    private final Dataset dataset = new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
            .walk(RandomSource.of(1), 60, true)
            .walk(RandomSource.of(2), 60, false)
            .build();

    /** The first update follows from fresh moments; the third from moved targets and moments as well. */
    @ParameterizedTest(name = "after {0} updates, observations normalised: {1}")
    @CsvSource({"1, true", "3, true", "3, false"})
    void isTheAlgorithmOfItsPaperToTheLastParameter(int updates, boolean normalize, @TempDir Path directory) {
        Td3BcConfig config = Configs.normalized(normalize);
        FixedExperience experience = new FixedExperience(dataset.transitions());
        try (Td3Bc agent = new Td3Bc(config, TASK, dataset, RandomSource.of(3), Device.CPU)) {
            agent.save(directory);
            NumpyArchive start = NumpyArchive.read(directory.resolve("agent.npz"));
            ReferenceTd3Bc reference = new ReferenceTd3Bc(config, start);
            for (int update = 0; update < updates; update++) {
                RandomSource random = RandomSource.of(start.longs("seed")[0]).split(update);
                Transitions batch = Transitions.zeros(
                        TASK.observationSize(),
                        TASK.actionSize(),
                        config.agent().batch());
                experience.sample(random, batch, 0, config.agent().batch());
                float[] noise =
                        new float[config.criticUpdates() * config.agent().batch() * TASK.actionSize()];
                random.fillGaussian(noise, 0, noise.length);
                Map<String, Double> expected = reference.update(batch, noise);
                Map<String, Double> found = agent.update(experience, 1);
                assertThat(found.keySet()).containsAll(expected.keySet());
                expected.forEach(
                        (name, value) -> assertThat(found.get(name)).as(name).isCloseTo(value, Offset.offset(1e-5)));
            }
            agent.save(directory);
            NumpyArchive end = NumpyArchive.read(directory.resolve("agent.npz"));
            reference.networks().forEach((name, network) -> assertSame(end, name, network));
        }
    }

    private static void assertSame(NumpyArchive archive, String name, ReferenceMlp network) {
        for (int layer = 0; layer < 3; layer++) {
            String array = "variables/" + name + "/layer-" + layer;
            int[] shape = archive.shape(array + "/weight");
            float[] weights = archive.floats(array + "/weight");
            float[] biases = archive.floats(array + "/bias");
            for (int j = 0; j < shape[1]; j++) {
                assertThat((double) biases[j]).as(array).isCloseTo(network.bias(layer, j), Offset.offset(1e-5));
                for (int i = 0; i < shape[0]; i++) {
                    assertThat((double) weights[i * shape[1] + j])
                            .as(array)
                            .isCloseTo(network.weight(layer, i, j), Offset.offset(1e-5));
                }
            }
        }
    }
}
