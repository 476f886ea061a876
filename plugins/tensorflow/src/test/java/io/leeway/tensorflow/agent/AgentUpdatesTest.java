package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.NumpyArchive;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.DatasetBuilder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates against those that agent_updates.py computed in float64 from the papers' formulas, its gradients by hand. */
final class AgentUpdatesTest {
    private static final Task TASK = new Task(3, 2);
    private static final int BATCH = 16;
    private static final long SEED = 7;
    private static final String VARIABLES = "variables/";

    /**
     * The first update follows from fresh moments; the third from moved targets and moments as well. What starts fresh has
     * targets that equal their originals; what lags has others, and its observations and rewards are scaled.
     */
    @ParameterizedTest(name = "{0}, {1}, after {2} updates")
    @CsvSource({
        "td3_bc, fresh, 1", "td3_bc, fresh, 3", "td3_bc, lagging, 1", "td3_bc, lagging, 3",
        "iql, fresh, 1", "iql, fresh, 3", "iql, lagging, 1", "iql, lagging, 3"
    })
    void isTheAlgorithmOfItsPaperToTheLastParameter(String name, String start, int updates, @TempDir Path directory)
            throws URISyntaxException {
        NumpyArchive computed = resource(name + "_updates.npz");
        Path file = directory.resolve("agent.npz");
        try (Agent agent = agent(name, start, dataset(computed, start))) {
            agent.save(directory);
            begin(NumpyArchive.read(file), computed, start + "/start/").write(file);
            agent.load(directory);
            Map<String, Double> figures = agent.update(new RowsInOrder(transitions(computed, start)), updates);
            agent.save(directory);
            assertFigures(figures, computed, start + "/figures/", updates);
            assertVariables(NumpyArchive.read(file), computed, start + "/after-" + updates + "/");
        }
    }

    @ParameterizedTest
    @CsvSource({"td3_bc, 3", "iql, 2"})
    void beginsWithTargetsThatEqualTheirOriginals(String name, int count, @TempDir Path directory)
            throws URISyntaxException {
        try (Agent agent = agent(name, "fresh", dataset(resource(name + "_updates.npz"), "fresh"))) {
            agent.save(directory);
            NumpyArchive archive = NumpyArchive.read(directory.resolve("agent.npz"));
            List<String> targets = archive.entries().keySet().stream()
                    .filter(array -> array.contains("-target/"))
                    .toList();
            assertThat(targets).hasSize(count * 6);
            for (String target : targets) {
                assertThat(archive.floats(target)).isEqualTo(archive.floats(target.replace("-target/", "/")));
            }
        }
    }

    /** The noise of an update that the computation was given is what the update draws. */
    @Test
    void drawsTheNoiseThatTheComputationHad() throws URISyntaxException {
        float[] normals = resource("normals.npz").floats("normals");
        int size = normals.length / 3;
        for (int update = 0; update < 3; update++) {
            float[] drawn = new float[size];
            RandomSource.of(SEED).split(update).fillGaussian(drawn, 0, size);
            assertThat(drawn).isEqualTo(Arrays.copyOfRange(normals, update * size, (update + 1) * size));
        }
    }

    private static NumpyArchive resource(String name) throws URISyntaxException {
        return NumpyArchive.read(Path.of(
                Objects.requireNonNull(AgentUpdatesTest.class.getResource(name)).toURI()));
    }

    private static Agent agent(String name, String start, Dataset dataset) {
        boolean lags = start.equals("lagging");
        AgentConfig config =
                new AgentConfig(0.9, 0.05, 3e-3, 1e-5, BATCH, List.of(8, 6), lags, lags ? 2 : 1, lags ? -0.5 : 0);
        RandomSource random = RandomSource.of(1);
        return name.equals("iql")
                ? new Iql(new IqlConfig(0.7, 3, 2, config), TASK, dataset, random, Device.CPU)
                : new Td3Bc(new Td3BcConfig(2.5, 0.5, 0.6, 2, config), TASK, dataset, random, Device.CPU);
    }

    private static Dataset dataset(NumpyArchive computed, String start) {
        return new DatasetBuilder(TASK.observationSize(), TASK.actionSize())
                .episode(
                        computed.floats(start + "/dataset"),
                        computed.floats(start + "/actions"),
                        computed.floats(start + "/rewards"),
                        true)
                .build();
    }

    private static Transitions transitions(NumpyArchive computed, String start) {
        return new Transitions(
                3 * BATCH,
                TASK.observationSize(),
                TASK.actionSize(),
                computed.floats(start + "/observations"),
                computed.floats(start + "/actions"),
                computed.floats(start + "/rewards"),
                computed.floats(start + "/next-observations"),
                computed.floats(start + "/terminals"));
    }

    /** Returns a checkpoint with other weights, and the seed of the known noise. */
    private static NumpyArchive begin(NumpyArchive checkpoint, NumpyArchive computed, String prefix) {
        NumpyArchive begun = new NumpyArchive();
        checkpoint.entries().forEach((array, entry) -> {
            String weight = array.replace(VARIABLES, prefix);
            if (array.equals("seed")) {
                begun.put(array, new long[] {SEED});
            } else if (computed.contains(weight)) {
                begun.put(array, computed.floats(weight), computed.shape(weight));
            } else {
                begun.put(array, entry.array(), entry.shape());
            }
        });
        return begun;
    }

    private static void assertFigures(Map<String, Double> found, NumpyArchive computed, String prefix, int updates) {
        assertThat(found.keySet()).isEqualTo(names(computed, prefix));
        found.forEach((name, value) -> {
            double mean = Arrays.stream(computed.doubles(prefix + name), 0, updates)
                    .average()
                    .orElseThrow();
            assertThat(value).as(name).isCloseTo(mean, Offset.offset(1e-5));
        });
    }

    private static void assertVariables(NumpyArchive found, NumpyArchive computed, String prefix) {
        assertThat(names(found, VARIABLES)).isEqualTo(names(computed, prefix));
        for (String name : names(computed, prefix)) {
            double[] expected = computed.doubles(prefix + name);
            float[] values = found.floats(VARIABLES + name);
            assertThat(found.shape(VARIABLES + name)).isEqualTo(computed.shape(prefix + name));
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) values[i])
                        .as("%s of %s", i, name)
                        .isCloseTo(expected[i], tolerance(name, expected[i]));
            }
        }
    }

    /**
     * A gradient counts a tenth in its first moment, and a thousandth of its square in its second, which float32 makes of
     * 1 − 0.999 with an error of 1.3e-5 of itself.
     */
    private static Offset<Double> tolerance(String variable, double expected) {
        if (variable.endsWith("/second-moment")) {
            return Offset.offset(1e-8 + 2e-5 * expected);
        }
        return Offset.offset(variable.endsWith("/first-moment") ? 1e-6 : 1e-5);
    }

    private static Set<String> names(NumpyArchive archive, String prefix) {
        return archive.entries().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toSet());
    }
}
