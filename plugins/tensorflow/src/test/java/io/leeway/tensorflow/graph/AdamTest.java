package io.leeway.tensorflow.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.layer.Initializer;
import io.leeway.tensorflow.layer.Layers;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

final class AdamTest {
    private static final double RATE = 0.05;
    private static final double EPSILON = 1e-2;

    /** Down ½ (w − 3)², from 1, against algorithm 1 of the paper in double precision. */
    @Test
    void takesTheStepsOfThePaper() {
        try (Program program = new Program(Backend.open(Device.CPU))) {
            Parameters parameters = Parameters.create(
                    program, "p", RandomSource.of(1), (ops, weights) -> weights.get("w", Initializer.ONES, 1, 1));
            Placeholder<TFloat32> rate = program.input();
            Placeholder<TFloat32> epsilon = program.input();
            Operand<TFloat32> distance = program.ops()
                    .math
                    .sub(parameters.read().get(0), program.ops().constant(new float[] {3}));
            Operand<TFloat32> loss = program.ops()
                    .math
                    .mul(
                            Layers.sum(program.ops(), program.ops().math.square(distance)),
                            program.ops().constant(0.5f));
            new Adam(program, parameters).minimize(loss, rate, epsilon);

            double weight = 1;
            double first = 0;
            double second = 0;
            for (int step = 1; step <= 20; step++) {
                try (Feeds feeds = new Feeds(program)) {
                    feeds.add(rate, Adam.rate(RATE, step)).add(epsilon, Adam.epsilon(EPSILON, step));
                    parameters.writes().forEach(feeds::target);
                    feeds.run();
                }
                double gradient = weight - 3;
                first = 0.9 * first + 0.1 * gradient;
                second = 0.999 * second + 0.001 * gradient * gradient;
                weight -= RATE
                        * (first / (1 - Math.pow(0.9, step)))
                        / (Math.sqrt(second / (1 - Math.pow(0.999, step))) + EPSILON);
                float[] found =
                        program.variables().values().get(parameters.all().get(0));
                assertThat(found).as("after step %d", step).hasSize(1);
                assertThat((double) found[0]).isCloseTo(weight, Offset.offset(2e-6));
            }
        }
    }

    @Test
    void movesATargetByAFractionOfTheWay() {
        try (Program program = new Program(Backend.open(Device.CPU))) {
            Parameters original = Parameters.create(
                    program, "o", RandomSource.of(1), (ops, weights) -> weights.get("w", Initializer.ONES, 1, 2));
            Parameters target = Parameters.create(
                    program, "t", RandomSource.of(1), (ops, weights) -> weights.get("w", Initializer.ZEROS, 1, 2));
            Polyak.move(program, target, original, 0.25);
            Polyak.move(program, target, original, 0.25);
            try (Feeds feeds = new Feeds(program)) {
                target.writes().forEach(feeds::target);
                feeds.run();
            }
            float expected = 0.25f + 0.25f * 0.75f;
            assertThat(program.variables().values().get(target.all().get(0))).containsExactly(expected, expected);
            assertThat(program.variables().values().get(original.all().get(0))).isEqualTo(new float[] {1, 1});
        }
    }

    @Test
    void writesAreSeenByWhatIsBuiltAfterThemAndNotByWhatIsBuiltBefore() {
        try (Program program = new Program(Backend.open(Device.CPU))) {
            Variable variable = program.variables().create("v", new float[] {1}, 1);
            Operand<TFloat32> before = program.ops().math.square(variable.read());
            variable.assign(
                    program.ops().math.add(variable.read(), program.ops().constant(2f)));
            Operand<TFloat32> after = program.ops().math.square(variable.read());
            try (Feeds feeds = new Feeds(program)) {
                assertThat(feeds.fetch(before).run().get(0)).containsExactly(1f);
            }
            try (Feeds feeds = new Feeds(program)) {
                assertThat(feeds.fetch(after).run().get(0)).containsExactly(9f);
            }
            assertThat(List.copyOf(program.variables().values().values()).get(0))
                    .containsExactly(1f);
        }
    }
}
