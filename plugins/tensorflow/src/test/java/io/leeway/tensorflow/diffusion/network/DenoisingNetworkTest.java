package io.leeway.tensorflow.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.diffusion.Configs;
import io.leeway.tensorflow.diffusion.EdmMlp;
import io.leeway.tensorflow.diffusion.EdmTransformer;
import io.leeway.tensorflow.diffusion.EdmUnet;
import io.leeway.tensorflow.diffusion.ReferenceLayers;
import io.leeway.tensorflow.diffusion.ReferenceMlp;
import io.leeway.tensorflow.diffusion.ReferenceTransformer;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Gradients;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.layer.Layers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Networks, with and without a condition, against references in plain loops, and their gradients against differences.
 */
final class DenoisingNetworkTest {
    private static final int BATCH = 3;
    private static final int COLUMNS = 5;
    private static final float[] NOISE = {-1.5f, 0.1f, 1};
    private static final float[] CONDITION = {0.7f, -2, 0};
    private static final float[] GIVEN = {1, 1, 0};

    /** What gives the expected output for one trajectory. */
    @FunctionalInterface
    interface Reference {
        double[][] apply(double[][] x, double noise, double... condition);
    }

    /** One network in a program, with weights that all matter. */
    private record Built(
            Program program,
            DenoisingNetwork network,
            Placeholder<TFloat32> inputs,
            Placeholder<TFloat32> conditioning,
            Operand<TFloat32> output,
            Parameters parameters,
            Map<String, float[]> weights)
            implements AutoCloseable {
        static Built of(DenoisingNetwork network, int values) {
            Program program = new Program(Backend.open(Device.CPU));
            Parameters parameters = Parameters.create(
                    program, "network", RandomSource.of(1), (ops, asked) -> network.builder(ops, asked, BATCH, COLUMNS)
                            .build(
                                    ops.zeros(
                                            ops.constant(new int[] {BATCH, network.horizon(), COLUMNS}),
                                            TFloat32.class),
                                    ops.constant(new float[BATCH][values])));
            Map<String, float[]> byName = new HashMap<>();
            Map<String, float[]> byVariable = new HashMap<>();
            program.variables().values().forEach((variable, array) -> {
                RandomSource random = RandomSource.of(3).split(variable.name());
                for (int i = 0; i < array.length; i++) {
                    array[i] += (float) (0.3 * random.nextGaussian());
                }
                byVariable.put(variable.name(), array);
                byName.put(variable.name().substring("network/".length()), array);
            });
            program.variables().write(byVariable);
            var inputs = program.input(BATCH, network.horizon(), COLUMNS);
            var conditioning = program.input(BATCH, values);
            Operand<TFloat32> output =
                    network.builder(program.ops(), parameters, BATCH, COLUMNS).build(inputs, conditioning);
            return new Built(program, network, inputs, conditioning, output, parameters, byName);
        }

        float[] x() {
            float[] x = new float[BATCH * network.horizon() * COLUMNS];
            RandomSource.of(2).fillGaussian(x, 0, x.length);
            return x;
        }

        Feeds feeds(boolean conditioned) {
            float[] values = NOISE;
            if (conditioned) {
                values = new float[3 * BATCH];
                for (int i = 0; i < BATCH; i++) {
                    values[3 * i] = NOISE[i];
                    values[3 * i + 1] = CONDITION[i];
                    values[3 * i + 2] = GIVEN[i];
                }
            }
            return new Feeds(program).add(inputs, x()).add(conditioning, values);
        }

        @Override
        public void close() {
            program.close();
        }
    }

    @Test
    void theTransformerIsTheNetworkOfItsDescription() {
        DenoisingNetwork network = new EdmTransformer.TransformerNetwork(Configs.transformer(Configs.training()));
        try (Built built = Built.of(network, 1)) {
            compare(built, false, new ReferenceTransformer(16, 2, 4, new ReferenceLayers(built.weights()))::apply);
        }
        try (Built built = Built.of(network, 3)) {
            compare(built, true, new ReferenceTransformer(16, 2, 4, new ReferenceLayers(built.weights()))::apply);
        }
    }

    @Test
    void thePerceptronIsTheNetworkOfItsDescription() {
        DenoisingNetwork network = new EdmMlp.MlpNetwork(Configs.mlp(Configs.training()));
        try (Built built = Built.of(network, 1)) {
            ReferenceMlp reference = new ReferenceMlp(2, new ReferenceLayers(built.weights()));
            compare(built, false, (x, noise, condition) -> new double[][] {reference.apply(x[0], noise, condition)});
        }
        try (Built built = Built.of(network, 3)) {
            ReferenceMlp reference = new ReferenceMlp(2, new ReferenceLayers(built.weights()));
            compare(built, true, (x, noise, condition) -> new double[][] {reference.apply(x[0], noise, condition)});
        }
    }

    private static void compare(Built built, boolean conditioned, Reference reference) {
        float[] found;
        try (Feeds feeds = built.feeds(conditioned)) {
            found = feeds.fetch(built.output()).run().get(0);
        }
        int horizon = built.network().horizon();
        for (int trajectory = 0; trajectory < BATCH; trajectory++) {
            double[][] rows = new double[horizon][COLUMNS];
            for (int i = 0; i < horizon * COLUMNS; i++) {
                rows[i / COLUMNS][i % COLUMNS] = built.x()[trajectory * horizon * COLUMNS + i];
            }
            double[] condition = conditioned ? new double[] {CONDITION[trajectory], GIVEN[trajectory]} : new double[0];
            double[][] expected = reference.apply(rows, NOISE[trajectory], condition);
            for (int i = 0; i < horizon * COLUMNS; i++) {
                assertThat((double) found[trajectory * horizon * COLUMNS + i])
                        .isCloseTo(expected[i / COLUMNS][i % COLUMNS], Offset.offset(2e-4));
            }
        }
    }

    static Stream<DenoisingNetwork> networks() {
        return Stream.of(
                new EdmUnet.UnetNetwork(Configs.small()),
                new EdmMlp.MlpNetwork(Configs.mlp(Configs.training())),
                new EdmTransformer.TransformerNetwork(Configs.transformer(Configs.training())));
    }

    /** The slope of the loss along a random direction of every weight at once, by central differences of float32. */
    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreTheSlopesOfTheLoss(DenoisingNetwork network) {
        try (Built built = Built.of(network, 3)) {
            Program program = built.program();
            Operand<TFloat32> loss =
                    Layers.mean(program.ops(), program.ops().math.square(built.output()));
            List<Operand<TFloat32>> gradients =
                    Gradients.of(program, loss, built.parameters().read());
            List<float[]> found;
            try (Feeds feeds = built.feeds(true)) {
                gradients.forEach(feeds::fetch);
                found = feeds.run();
            }
            for (int i = 0; i < found.size(); i++) {
                String name = built.parameters().all().get(i).name();
                float[] gradient = found.get(i);
                double norm = Math.sqrt(dot(gradient, gradient));
                double step = 0.01 / Math.max(norm, 1e-3);
                double slope =
                        (moved(built, loss, name, gradient, step / 2) - moved(built, loss, name, gradient, -step / 2))
                                / step;
                assertThat(slope).as(name).isCloseTo(norm * norm, Offset.offset(1e-6 + 0.03 * norm * norm));
            }
        }
    }

    private static double moved(Built built, Operand<TFloat32> loss, String name, float[] direction, double step) {
        float[] values = Objects.requireNonNull(built.weights().get(name.substring("network/".length())));
        float[] changed = values.clone();
        double norm = Math.sqrt(dot(direction, direction));
        for (int i = 0; i < changed.length; i++) {
            changed[i] += (float) (step * direction[i] * (norm > 0 ? 1 : 0));
        }
        built.program().variables().write(Map.of(name, changed));
        try (Feeds feeds = built.feeds(true)) {
            return feeds.fetch(loss).run().get(0)[0];
        } finally {
            built.program().variables().write(Map.of(name, Arrays.copyOf(values, values.length)));
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
