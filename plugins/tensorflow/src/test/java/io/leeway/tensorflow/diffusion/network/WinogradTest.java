package io.leeway.tensorflow.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WinogradTest {
    @ParameterizedTest(name = "{0} trajectories of {1} rows, {2} channels to {3}")
    @CsvSource({"1, 2, 1, 1", "3, 8, 5, 7", "2, 4, 64, 96"})
    void isTheConvolution(int batch, int length, int in, int out) {
        float[] x = normal(1, batch * length * in);
        float[] kernel = normal(2, 3 * in * out);
        try (Program program = new Program(Backend.open(Device.CPU));
                Feeds feeds = new Feeds(program)) {
            var inputs = program.input(batch, length, in);
            var weights = program.input(3, in, out);
            var output = new Winograd(program.ops(), batch, length, in, out).convolve(inputs, weights);
            float[] found = feeds.add(inputs, x)
                    .add(weights, kernel)
                    .fetch(output)
                    .run()
                    .get(0);
            for (int i = 0; i < batch * length * out; i++) {
                int row = i / out % length;
                double expected = 0;
                for (int tap = Math.max(0, 1 - row); tap < Math.min(3, length + 1 - row); tap++) {
                    for (int channel = 0; channel < in; channel++) {
                        expected += x[(i / out + tap - 1) * in + channel]
                                * (double) kernel[(tap * in + channel) * out + i % out];
                    }
                }
                assertThat((double) found[i]).isCloseTo(expected, Offset.offset(1e-5 * Math.sqrt(3 * in)));
            }
        }
    }

    private static float[] normal(long seed, int size) {
        float[] values = new float[size];
        RandomSource.of(seed).fillGaussian(values, 0, size);
        return values;
    }

    @Test
    void isForKernelsOf3EvenLengthsAndManyChannels() {
        assertThat(Winograd.pays(3, 32, 64, 128)).isTrue();
        assertThat(Winograd.pays(5, 32, 64, 128)).isFalse();
        assertThat(Winograd.pays(3, 7, 64, 128)).isFalse();
        assertThat(Winograd.pays(3, 32, 25, 64)).isFalse();
    }
}
