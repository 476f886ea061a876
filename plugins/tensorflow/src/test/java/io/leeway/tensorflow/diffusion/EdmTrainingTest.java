package io.leeway.tensorflow.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.tensorflow.diffusion.network.EdmConfig;
import io.leeway.tensorflow.graph.Backend;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Updates against those that edm_training.py computed in float64, with gradients by the complex step. */
final class EdmTrainingTest {
    private static final int UPDATES = 4;

    /** A gradient below this is lost in float32's rounding, and Adam divides it by itself. */
    private static final double CLEAR = 2e-5;

    private final EdmConfig config = Configs.training();
    private final TrajectoryLayout layout = TrajectoryLayout.of(2, 1);

    @Test
    void isTheAlgorithmOfItsPaperToTheLastWeightAndAverage() throws URISyntaxException {
        NumpyArchive expected =
                NumpyArchive.read(Path.of(Objects.requireNonNull(EdmTrainingTest.class.getResource("edm_training.npz"))
                        .toURI()));
        try (EdmProgram program = new EdmProgram(
                config,
                new EdmUnet.UnetNetwork(Configs.small()),
                layout.width(),
                Backend.open(Device.CPU),
                RandomSource.of(1))) {
            begin(program, expected);
            LearningRate rate = new LearningRate(config.learningRate(), config.warmUp(), config.updates());
            EdmBatch batch = new EdmBatch(config, 8, unit());
            for (int update = 0; update < UPDATES; update++) {
                fill(batch, expected, update);
                float loss = program.training().update(batch, rate.at(update), update);
                assertThat((double) loss)
                        .as("loss of update " + update)
                        .isCloseTo(expected.doubles("losses")[update], Percentage.withPercentage(1e-3));
                if ((update + 1) % config.averageEvery() == 0) {
                    int renewal = (update + 1) / config.averageEvery();
                    program.training().renewAverage(EdmDenoiser.averageDecay(config.averageDecay(), renewal));
                }
            }
            compare(program, expected);
        }
    }

    private static void begin(EdmProgram program, NumpyArchive expected) {
        Map<String, float[]> values = new HashMap<>();
        for (String name : expected.entries().keySet()) {
            if (name.startsWith("start/")) {
                String weight = name.substring("start/".length());
                values.put("weights/" + weight, expected.floats(name));
                values.put("averages/" + weight, expected.floats(name));
            }
        }
        program.variables().write(values);
    }

    private Normalizer unit() {
        float[] ones = new float[layout.width()];
        Arrays.fill(ones, 1);
        return new Normalizer(layout, new float[layout.width()], ones);
    }

    private void fill(EdmBatch batch, NumpyArchive expected, int update) {
        int size = batch.inputs().length;
        System.arraycopy(expected.floats("clean"), update * size, batch.inputs(), 0, size);
        System.arraycopy(expected.floats("normal"), update * size, batch.targets(), 0, size);
        for (int i = 0; i < config.batch(); i++) {
            batch.noise(i, expected.doubles("sigma")[update * config.batch() + i]);
        }
    }

    private static void compare(EdmProgram program, NumpyArchive expected) {
        Map<String, float[]> found = new HashMap<>();
        program.variables().values().forEach((variable, values) -> found.put(variable.name(), values));
        int clear = 0;
        int all = 0;
        for (String name : expected.entries().keySet()) {
            if (!name.startsWith("weights/")) {
                continue;
            }
            String weight = name.substring("weights/".length());
            float[] smallest = expected.floats("smallest-gradient/" + weight);
            float[] moments = found(found, name + "/first-moment");
            float[] expectedMoments = expected.floats("first-moment/" + weight);
            float[] weights = found(found, name);
            float[] averages = found(found, "averages/" + weight);
            for (int i = 0; i < weights.length; i++) {
                assertClose("moment of " + name, moments[i], expectedMoments[i], 1e-6);
                if (smallest[i] > CLEAR) {
                    assertClose(name, weights[i], expected.doubles(name)[i], 1e-5);
                    assertClose("averages/" + weight, averages[i], expected.doubles("averages/" + weight)[i], 1e-5);
                    clear++;
                }
                all++;
            }
        }
        assertThat((double) clear / all).isGreaterThan(0.9);
    }

    private static float[] found(Map<String, float[]> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private static void assertClose(String what, double found, double expected, double tolerance) {
        assertThat(Math.abs(found - expected))
                .as("%s: %s, but %s was computed", what, found, expected)
                .isLessThan(tolerance * Math.max(1, Math.abs(expected)));
    }
}
