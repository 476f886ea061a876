package io.leeway.tensorflow.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.diffusion.Configs;
import io.leeway.tensorflow.diffusion.ReferenceUNet;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.Variable;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

final class UNetTest {
    private static final int BATCH = 3;
    private static final int COLUMNS = 5;

    @ParameterizedTest(name = "width {0}, levels {1}, kernel {2}, horizon {3}, residual {4}")
    @CsvSource({
        "8, 3, 3, 8, true",
        "8, 3, 3, 8, false",
        "16, 2, 5, 6, true",
        "8, 1, 3, 7, true",
        "8, 3, 2, 4, false",
        "64, 2, 3, 4, true"
    })
    void isTheNetworkOfItsDescription(int width, int levels, int kernel, int horizon, boolean residual) {
        EdmUnetConfig config = new EdmUnetConfig(width, levels, kernel, horizon, residual, Configs.training());
        try (Program program = new Program(Backend.open(Device.CPU))) {
            Parameters parameters =
                    Parameters.create(program, "network", RandomSource.of(1), (ops, weights) -> new UNet(
                                    config, BATCH, COLUMNS, ops, weights)
                            .build(
                                    ops.zeros(ops.constant(new int[] {BATCH, horizon, COLUMNS}), TFloat32.class),
                                    ops.constant(new float[BATCH][1])));
            Map<String, float[]> weights = randomized(program);
            float[] x = new float[BATCH * horizon * COLUMNS];
            RandomSource.of(2).fillGaussian(x, 0, x.length);
            float[] noise = {-1.5f, 0.1f, 1};

            float[] found = run(program, config, parameters, x, noise);

            ReferenceUNet reference = new ReferenceUNet(width, levels, residual, weights);
            for (int trajectory = 0; trajectory < BATCH; trajectory++) {
                double[][] rows = new double[horizon][COLUMNS];
                for (int i = 0; i < horizon * COLUMNS; i++) {
                    rows[i / COLUMNS][i % COLUMNS] = x[trajectory * horizon * COLUMNS + i];
                }
                double[][] expected = reference.apply(rows, noise[trajectory]);
                for (int i = 0; i < horizon * COLUMNS; i++) {
                    double truth = expected[i / COLUMNS][i % COLUMNS];
                    assertThat((double) found[trajectory * horizon * COLUMNS + i])
                            .isCloseTo(truth, Offset.offset(1e-5 * Math.max(10, Math.abs(truth))));
                }
            }
        }
    }

    /** Gives every weight a value that matters, those that begin as zeros or ones included. */
    private static Map<String, float[]> randomized(Program program) {
        Map<String, float[]> byName = new HashMap<>();
        Map<String, float[]> byVariable = new HashMap<>();
        program.variables().values().forEach((variable, values) -> {
            RandomSource random = RandomSource.of(3).split(variable.name());
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.3 * random.nextGaussian());
            }
            byVariable.put(variable.name(), values);
            byName.put(variable.name().substring("network/".length()), values);
        });
        program.variables().write(byVariable);
        return byName;
    }

    private static float[] run(Program program, EdmUnetConfig config, Parameters parameters, float[] x, float[] noise) {
        var inputs = program.input(BATCH, config.horizon(), COLUMNS);
        var levels = program.input(BATCH, 1);
        Operand<TFloat32> output = new UNet(config, BATCH, COLUMNS, program.ops(), parameters).build(inputs, levels);
        try (Feeds feeds = new Feeds(program)) {
            return feeds.add(inputs, x).add(levels, noise).fetch(output).run().get(0);
        }
    }

    @Test
    void hasTheWeightsOfAWidthOf64ThatItIsKnownFor() {
        EdmUnetConfig config = new EdmUnetConfig(64, 3, 3, 32, false, Configs.training());
        try (Program program = new Program(Backend.open(Device.CPU))) {
            Parameters parameters = Parameters.create(
                    program, "network", RandomSource.of(1), (ops, weights) -> new UNet(config, 1, 25, ops, weights)
                            .build(
                                    ops.zeros(ops.constant(new int[] {1, 32, 25}), TFloat32.class),
                                    ops.constant(new float[1][1])));
            assertThat(parameters.all().stream().mapToInt(Variable::size).sum()).isBetween(700_000, 900_000);
        }
    }
}
