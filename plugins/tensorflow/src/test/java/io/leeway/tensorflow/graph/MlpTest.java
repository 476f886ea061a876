package io.leeway.tensorflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

final class MlpTest {
    @Test
    void normalisesWhatGoesIntoTheNextLayerAndNotWhatItShowsOfTheHiddenOnes() {
        try (Program program = new Program(Backend.open(Device.CPU))) {
            Mlp shape = new Mlp(2, List.of(4), 4, true);
            Parameters parameters = shape.create(program, "p", RandomSource.of(1));
            assertThat(parameters.all())
                    .extracting(Variable::name)
                    .containsExactly(
                            "p/layer-0/weight",
                            "p/layer-0/bias",
                            "p/layer-0/gain",
                            "p/layer-0/shift",
                            "p/layer-1/weight",
                            "p/layer-1/bias");
            float[] identity = new float[16];
            for (int i = 0; i < 16; i += 5) {
                identity[i] = 1;
            }
            program.initialize();
            program.variables()
                    .write(Map.of(
                            "p/layer-0/weight", new float[] {1, 2, 3, -1, 0, 0, 0, 0},
                            "p/layer-0/bias", new float[4],
                            "p/layer-0/gain", new float[] {1, 1, 2, 1},
                            "p/layer-0/shift", new float[] {0, 0, 0, 0.5f},
                            "p/layer-1/weight", identity,
                            "p/layer-1/bias", new float[4]));
            Operand<TFloat32> input = program.ops().constant(new float[][] {{2, 7}});
            float[] hidden = new float[4];
            program.fetch(shape.hidden(program.ops(), parameters, input).get(0), hidden);
            assertThat(hidden).containsExactly(2, 4, 6, 0);
            float[] output = new float[4];
            program.fetch(shape.build(program.ops(), parameters, input), output);
            // Of 2, 4, 6 and 0 the mean is 3 and the variance 5.
            double deviation = Math.sqrt(5 + 1e-6);
            double[] expected = {-1 / deviation, 1 / deviation, 2 * 3 / deviation, -3 / deviation + 0.5};
            for (int i = 0; i < 4; i++) {
                assertThat((double) output[i]).isCloseTo(expected[i], Offset.offset(1e-6));
            }
        }
    }

    @Test
    void refusesAGradientThroughNormalisationThatIsToBeDifferentiatedAgain() {
        try (Program program = new Program(Backend.open(Device.CPU))) {
            Mlp shape = new Mlp(2, List.of(4), 1, true);
            Parameters parameters = shape.create(program, "p", RandomSource.of(1));
            assertThatThrownBy(() -> shape.gradient(program.ops(), parameters, shape.example(program.ops())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("layer normalisation");
        }
    }
}
