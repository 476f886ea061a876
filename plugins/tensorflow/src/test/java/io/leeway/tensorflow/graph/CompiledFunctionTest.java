package io.leeway.tensorflow.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

final class CompiledFunctionTest {
    @Test
    void givesTheSameCompiledAsNot() {
        float[] compiled = run(true);
        float[] plain = run(false);
        for (int i = 0; i < plain.length; i++) {
            assertThat(compiled[i]).isCloseTo(plain[i], Offset.offset(1e-5f));
        }
    }

    @Test
    void givesTheSameBitsEachTime() {
        assertThat(run(true)).isEqualTo(run(true));
        assertThat(run(false)).isEqualTo(run(false));
    }

    private static float[] run(boolean compile) {
        try (Program program = new Program(Backend.open(Device.CPU))) {
            Mlp network = new Mlp(5, List.of(16, 16), 3);
            Parameters weights = network.create(program, "network", RandomSource.of(1));
            float[] inputs = new float[4 * 5];
            RandomSource.of(2).fillGaussian(inputs, 0, inputs.length);
            List<Operand<TFloat32>> arguments = new ArrayList<>(weights.read());
            var input = program.input(4, 5);
            arguments.add(0, input);
            Operand<TFloat32> output = CompiledFunction.call(
                    program,
                    "network",
                    arguments,
                    (ops, parameters) -> network.build(
                            ops, weights.from(parameters.subList(1, parameters.size())), parameters.get(0)),
                    compile);
            try (Feeds feeds = new Feeds(program)) {
                return feeds.add(input, inputs).fetch(output).run().get(0);
            }
        }
    }
}
