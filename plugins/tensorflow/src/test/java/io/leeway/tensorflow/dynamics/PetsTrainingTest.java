package io.leeway.tensorflow.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.tensorflow.graph.Backend;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates and predictions against those that pets_training.py computed in float64, with the complex step. */
final class PetsTrainingTest {
    private static final int UPDATES = 3;
    private static final int NETWORKS = 3;
    private static final int ROWS = 6;
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @EnumSource(Activation.class)
    void isTheAlgorithmOfItsPaperToTheLastWeight(Activation activation) throws URISyntaxException {
        try (Reference expected = new Reference(activation)) {
            List<float[]> figures = expected.program.training().run(expected.batches(), 0);
            double[] losses = expected.doubles("losses");
            for (int update = 0; update < UPDATES; update++) {
                assertClose("loss of update " + update, figures.get(update)[0], losses[2 * update]);
                assertClose("squared error of update " + update, figures.get(update)[1], losses[2 * update + 1]);
            }
            int compared = 0;
            Map<String, float[]> found = expected.variables();
            for (String name : expected.names("weights/")) {
                float[] values = Objects.requireNonNull(found.get(name), name);
                double[] computed = expected.doubles(name);
                assertThat(values).as(name).hasSameSizeAs(computed);
                for (int i = 0; i < computed.length; i++) {
                    assertClose(name + ", value " + i, values[i], computed[i]);
                    compared++;
                }
            }
            assertThat(compared).isEqualTo(NETWORKS * (5 * 16 + 16 + 16 * 16 + 16 + 16 * 9 + 9) + 2 * 4);
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void predictsInUnitsOfTheData(Activation activation) throws URISyntaxException {
        try (Reference expected = new Reference(activation)) {
            expected.program.training().run(expected.batches(), 0);
            expected.program.keep(true, true, true);
            Predictions found =
                    expected.program.predict(expected.floats("observations"), expected.floats("actions"), ROWS);
            double[] means = expected.doubles("means");
            double[] deviations = expected.doubles("deviations");
            assertThat(found.members()).isEqualTo(2);
            for (int i = 0; i < found.means().length; i++) {
                assertClose("mean " + i, found.means()[i], means[i]);
                assertClose("deviation " + i, found.deviations()[i], deviations[i]);
            }
            double[] probabilities = expected.doubles("probabilities");
            for (int row = 0; row < ROWS; row++) {
                assertClose(
                        "terminal of row " + row,
                        found.terminals()[row],
                        (probabilities[row] + probabilities[ROWS + row]) / 2);
            }
        }
    }

    private static void assertClose(String what, double found, double expected) {
        assertThat(Math.abs(found - expected))
                .as("%s: %s, but %s was computed", what, found, expected)
                .isLessThan(TOLERANCE * Math.max(1, Math.abs(expected)));
    }

    /** What was computed with one activation, and a program that begins with the same weights. */
    private static final class Reference implements AutoCloseable {
        private final NumpyArchive archive;
        private final String prefix;
        private final PetsProgram program;

        Reference(Activation activation) throws URISyntaxException {
            archive = NumpyArchive.read(
                    Path.of(Objects.requireNonNull(PetsTrainingTest.class.getResource("pets_training.npz"))
                            .toURI()));
            prefix = activation.name().toLowerCase(Locale.ROOT) + "/";
            program = new PetsProgram(
                    new PetsConfig(NETWORKS, 2, List.of(16, 16), activation, 32, 100, 0.003, 0.01, 0.2, 5),
                    3,
                    2,
                    true,
                    new RowScale(floats("input-mean"), floats("input-deviation")),
                    new RowScale(floats("target-mean"), floats("target-deviation")),
                    Backend.open(Device.CPU),
                    RandomSource.of(1));
            Map<String, float[]> values = new HashMap<>();
            for (String name : names("start/")) {
                values.put("weights/" + name.substring("start/".length()), floats(name));
            }
            program.variables().write(values);
        }

        List<String> names(String start) {
            return archive.entries().keySet().stream()
                    .filter(name -> name.startsWith(prefix + start))
                    .map(name -> name.substring(prefix.length()))
                    .toList();
        }

        double[] doubles(String name) {
            return archive.doubles(prefix + name);
        }

        float[] floats(String name) {
            double[] doubles = doubles(name);
            float[] floats = new float[doubles.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) doubles[i];
            }
            return floats;
        }

        List<RowArrays> batches() {
            List<RowArrays> batches = new ArrayList<>();
            for (int update = 0; update < UPDATES; update++) {
                batches.add(new RowArrays(part("inputs", update), part("targets", update), part("terminals", update)));
            }
            return batches;
        }

        private float[] part(String name, int update) {
            float[] all = floats(name);
            int size = all.length / UPDATES;
            return Arrays.copyOfRange(all, update * size, (update + 1) * size);
        }

        Map<String, float[]> variables() {
            Map<String, float[]> values = new HashMap<>();
            program.variables().values().forEach((variable, array) -> values.put(variable.name(), array));
            return values;
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
