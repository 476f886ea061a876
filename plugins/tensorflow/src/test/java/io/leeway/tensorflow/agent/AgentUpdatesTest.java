package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.tensorflow.agent.algorithm.Awac;
import io.leeway.tensorflow.agent.algorithm.AwacConfig;
import io.leeway.tensorflow.agent.algorithm.Bc;
import io.leeway.tensorflow.agent.algorithm.BcConfig;
import io.leeway.tensorflow.agent.algorithm.Edac;
import io.leeway.tensorflow.agent.algorithm.EdacConfig;
import io.leeway.tensorflow.agent.algorithm.Iql;
import io.leeway.tensorflow.agent.algorithm.IqlConfig;
import io.leeway.tensorflow.agent.algorithm.Rebrac;
import io.leeway.tensorflow.agent.algorithm.RebracConfig;
import io.leeway.tensorflow.agent.algorithm.SacN;
import io.leeway.tensorflow.agent.algorithm.SacNConfig;
import io.leeway.tensorflow.agent.algorithm.Td3Bc;
import io.leeway.tensorflow.agent.algorithm.Td3BcConfig;
import io.leeway.tensorflow.agent.algorithm.conservative.Combo;
import io.leeway.tensorflow.agent.algorithm.conservative.ComboConfig;
import io.leeway.tensorflow.agent.algorithm.conservative.Cql;
import io.leeway.tensorflow.agent.algorithm.conservative.CqlConfig;
import io.leeway.tensorflow.agent.update.AgentConfig;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.FixedExperience;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates against those that agent_updates.py computed in float64 from the papers' formulas, its gradients by hand. */
final class AgentUpdatesTest {
    private static final Task TASK = new Task(3, 2);
    private static final int BATCH = 16;
    private static final long SEED = 7;
    private static final String VARIABLES = "variables/";

    /**
     * The first update follows from fresh moments; the third from moved targets and moments as well. What starts fresh
     * has targets that equal their originals; what lags has others, and its observations and rewards are scaled.
     */
    @ParameterizedTest(name = "{0}, {1}, after {2} updates")
    @MethodSource("cases")
    void isTheAlgorithmOfItsPaperToTheLastParameter(
            Agents algorithm, String start, int updates, @TempDir Path directory) throws URISyntaxException {
        NumpyArchive computed = computed(algorithm);
        Path file = directory.resolve("agent.npz");
        try (Agent agent = agent(algorithm, start, dataset(computed, start))) {
            agent.save(directory);
            begin(NumpyArchive.read(file), computed, start + "/start/").write(file);
            agent.load(directory);
            Map<String, Double> figures = agent.update(FixedExperience.inOrder(transitions(computed, start)), updates);
            agent.save(directory);
            assertFigures(figures, computed, start + "/figures/", updates);
            assertVariables(NumpyArchive.read(file), computed, start + "/after-" + updates + "/");
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Agents.values()).flatMap(algorithm -> Stream.of("fresh", "lagging")
                .flatMap(start -> Stream.of(1, 3).map(updates -> Arguments.of(algorithm, start, updates))));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BC")
    void beginsWithTargetsThatEqualTheirOriginals(Agents algorithm, @TempDir Path directory) throws URISyntaxException {
        NumpyArchive computed = computed(algorithm);
        try (Agent agent = agent(algorithm, "fresh", dataset(computed, "fresh"))) {
            agent.save(directory);
            NumpyArchive archive = NumpyArchive.read(directory.resolve("agent.npz"));
            Set<String> targets = targets(names(archive, VARIABLES));
            assertThat(targets).isNotEmpty().isEqualTo(targets(names(computed, "fresh/after-1/")));
            for (String target : targets) {
                assertThat(archive.floats(VARIABLES + target))
                        .isEqualTo(archive.floats(VARIABLES + target.replace("-target/", "/")));
            }
        }
    }

    private static Set<String> targets(Set<String> names) {
        return names.stream().filter(name -> name.contains("-target/")).collect(Collectors.toSet());
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

    /** CQL draws even numbers first. */
    @Test
    void drawsTheNumbersThatTheComputationOfCqlHad() throws URISyntaxException {
        float[] uniforms = resource("cql_draws.npz").floats("uniforms");
        float[] normals = resource("cql_draws.npz").floats("normals");
        for (int update = 0; update < 3; update++) {
            RandomSource random = RandomSource.of(SEED).split(update);
            for (int i = 0; i < uniforms.length / 3; i++) {
                assertThat(2 * random.nextFloat() - 1).isEqualTo(uniforms[update * (uniforms.length / 3) + i]);
            }
            for (int i = 0; i < normals.length / 3; i++) {
                assertThat((float) random.nextGaussian()).isEqualTo(normals[update * (normals.length / 3) + i]);
            }
        }
    }

    private static NumpyArchive computed(Agents algorithm) throws URISyntaxException {
        return resource(algorithm.name().toLowerCase(Locale.ROOT) + "_updates.npz");
    }

    private static NumpyArchive resource(String name) throws URISyntaxException {
        return NumpyArchive.read(Path.of(
                Objects.requireNonNull(AgentUpdatesTest.class.getResource(name)).toURI()));
    }

    private static Agent agent(Agents algorithm, String start, Dataset dataset) {
        boolean lags = start.equals("lagging");
        AgentConfig config =
                new AgentConfig(0.9, 0.05, 3e-3, 1e-5, BATCH, List.of(8, 6), lags, lags ? 2 : 1, lags ? -0.5 : 0);
        RandomSource random = RandomSource.of(1);
        Device cpu = Device.CPU;
        return switch (algorithm) {
            case TD3_BC -> new Td3Bc(new Td3BcConfig(2.5, 0.5, 0.6, 2, config), TASK, dataset, random, cpu);
            case IQL -> new Iql(new IqlConfig(0.7, 3, 2, config), TASK, dataset, random, cpu);
            case BC -> new Bc(new BcConfig(config), TASK, dataset, random, cpu);
            case CQL -> new Cql(new CqlConfig(1.5, 2, 1e-3, config), TASK, dataset, random, cpu);
            case COMBO -> new Combo(new ComboConfig(1.5, 2, 1e-3, config), TASK, dataset, random, cpu);
            case SAC_N -> new SacN(new SacNConfig(3, config), TASK, dataset, random, cpu);
            case EDAC -> new Edac(new EdacConfig(3, 0.5, config), TASK, dataset, random, cpu);
            case AWAC -> new Awac(new AwacConfig(0.5, 2, config), TASK, dataset, random, cpu);
            case REBRAC ->
                new Rebrac(new RebracConfig(0.4, 0.3, 0.5, 0.6, 2, true, config), TASK, dataset, random, cpu);
        };
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
        float[] rewards = computed.floats(start + "/rewards");
        boolean followed = computed.contains(start + "/followed");
        return new Transitions(
                rewards.length,
                TASK.observationSize(),
                TASK.actionSize(),
                computed.floats(start + "/observations"),
                computed.floats(start + "/actions"),
                rewards,
                computed.floats(start + "/next-observations"),
                computed.floats(start + "/terminals"),
                followed ? computed.floats(start + "/followed") : new float[rewards.length],
                followed ? computed.floats(start + "/next-actions") : new float[0]);
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
            assertThat(value).as(name).isCloseTo(mean, Offset.offset(1e-5 * Math.max(1, Math.abs(mean))));
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
     * A gradient counts a tenth in its first moment, and a thousandth of its square in its second, which float32 makes
     * of 1 − 0.999 with an error of 1.3e-5 of itself.
     */
    private static Offset<Double> tolerance(String variable, double expected) {
        if (variable.endsWith("/second-moment")) {
            return Offset.offset(1e-8 + 2e-5 * expected);
        }
        double absolute = variable.endsWith("/first-moment") ? 1e-6 : 1e-5;
        return Offset.offset(absolute * Math.max(1, Math.abs(expected)));
    }

    private static Set<String> names(NumpyArchive archive, String prefix) {
        return archive.entries().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toSet());
    }
}
