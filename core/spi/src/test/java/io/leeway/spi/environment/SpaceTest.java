package io.leeway.spi.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Space.ElementType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpaceTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static Space everything() {
        Map<String, Space> parts = new LinkedHashMap<>();
        parts.put("position", Space.Box.of(3, -1, 2, ElementType.FLOAT32));
        parts.put("image", new Space.Box(List.of(1, 2), new double[2], new double[] {255, 3}, ElementType.UINT8));
        parts.put("choice", new Space.Discrete(3, -1));
        parts.put("choices", new Space.MultiDiscrete(List.of(2), new long[] {2, 5}, new long[] {0, 10}));
        parts.put("switches", new Space.MultiBinary(List.of(4)));
        parts.put("word", new Space.Text(2, 4, "äb😀"));
        parts.put("pair", new Space.Tuple(List.of(new Space.Discrete(2, 0), new Space.MultiBinary(List.of(1)))));
        return new Space.Dict(parts);
    }

    private static double[] reals(double low, double high) {
        return Space.Box.of(1, low, high, ElementType.FLOAT64)
                .sample(20_000, RandomSource.of(3))
                .reals();
    }

    private static long[] integers(Space space, int count) {
        return ((Value.Integers) space.sample(count, RandomSource.of(3))).values();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static String violation(Space space, Value value) {
        return space.violation("the value", value, 1).orElse("none");
    }

    @Test
    void whatIsDrawnIsAnElement() {
        for (int count : new int[] {1, 4, 100}) {
            Value drawn = everything().sample(count, RandomSource.of(count));
            assertThat(everything().violation("the value", drawn, count)).isEmpty();
        }
    }

    @Test
    void boundedNumbersAreUniform() {
        assertThat(Arrays.stream(reals(-1, 3))).allMatch(value -> value >= -1 && value < 3);
        assertThat(mean(reals(-1, 3))).isCloseTo(1, within(0.03));
        assertThat(reals(5, 5)).containsOnly(5);
        assertThat(Arrays.stream(reals(-Double.MAX_VALUE, Double.MAX_VALUE))).allMatch(value -> Double.isFinite(value));
    }

    @Test
    void unboundedNumbersAreNormalAndHalfBoundedOnesExponential() {
        double[] normal = reals(-INFINITE, INFINITE);
        assertThat(mean(normal)).isCloseTo(0, within(0.03));
        assertThat(mean(Arrays.stream(normal).map(value -> value * value).toArray()))
                .isCloseTo(1, within(0.05));
        assertThat(Arrays.stream(reals(2, INFINITE))).allMatch(value -> value >= 2);
        assertThat(mean(reals(2, INFINITE))).isCloseTo(3, within(0.03));
        assertThat(Arrays.stream(reals(-INFINITE, 2))).allMatch(value -> value <= 2);
        assertThat(mean(reals(-INFINITE, 2))).isCloseTo(1, within(0.03));
    }

    @Test
    void numbersOfASimulatorsFloatsAreFloatsWithinTheBounds() {
        double[] drawn = Space.Box.of(1, 0.1, 0.1 + 1e-8, ElementType.FLOAT32)
                .sample(1000, RandomSource.of(1))
                .reals();
        assertThat(Arrays.stream(drawn)).allMatch(value -> value == value.floatValue());
        double[] wide = Space.Box.of(2, -1, 1, ElementType.FLOAT32)
                .sample(1000, RandomSource.of(1))
                .reals();
        assertThat(Arrays.stream(wide)).allMatch(value -> value == value.floatValue() && value >= -1 && value <= 1);
    }

    @Test
    void everyChoiceIsDrawn() {
        assertThat(integers(new Space.Discrete(3, -1), 200)).containsOnly(-1, 0, 1);
        assertThat(integers(Space.Box.of(1, 0, 2, ElementType.UINT8), 200)).containsOnly(0, 1, 2);
        assertThat(integers(Space.Box.of(1, 7, 7, ElementType.INT64), 5)).containsOnly(7);
        assertThat(integers(new Space.MultiBinary(List.of(2)), 100)).containsOnly(0, 1);
    }

    @Test
    void theFirstViolationIsNamedWithItsPlace() {
        Space.Box box = Space.Box.of(2, -1, 1, ElementType.FLOAT64);
        assertThat(violation(box, new Value.Reals(new double[] {0, 1.1})))
                .isEqualTo("the value has 1.1 in column 1 of environment 0, outside [-1.0, 1.0]");
        assertThat(violation(box, new Value.Reals(new double[] {Double.NaN, 2})))
                .isEqualTo("the value has NaN in column 0 of environment 0, outside [-1.0, 1.0]");
        assertThat(violation(box, new Value.Reals(new double[3]))).isEqualTo("the value has 3 values, but must have 2");
        assertThat(violation(box, new Value.Integers(new long[2])))
                .isEqualTo("the value must be real numbers, but is Integers");
        assertThat(violation(new Space.Discrete(3, 1), new Value.Integers(new long[] {4})))
                .isEqualTo("the value has 4 in column 0 of environment 0, outside [1, 3]");
        assertThat(violation(new Space.MultiBinary(List.of(2)), new Value.Integers(new long[] {0, 2})))
                .contains("column 1");
        assertThat(violation(Space.Box.of(1, 0, 255, ElementType.UINT8), new Value.Integers(new long[] {256})))
                .isEqualTo("the value has 256 in column 0 of environment 0, outside [0, 255]");
        assertThat(violation(
                        Space.Box.of(1, 0, INFINITE, ElementType.FLOAT64), new Value.Reals(new double[] {INFINITE})))
                .isEqualTo("none");
    }

    @Test
    void violationsWithinPartsAreNamedByTheirPath() {
        assertThat(violation(new Space.Text(1, 2, "ab"), new Value.Texts(List.of("abc"))))
                .isEqualTo("the value has a text of 3 characters in environment 0, but it must have 1 to 2");
        assertThat(violation(new Space.Text(1, 2, "ab"), new Value.Texts(List.of("c"))))
                .isEqualTo("the value has 'c' in environment 0, but may have only the characters 'ab'");
        Space choice = new Space.Discrete(2, 0);
        Value wrong = new Value.Integers(new long[] {2});
        assertThat(violation(new Space.Dict(Map.of("a", choice)), new Value.Entries(Map.of("b", wrong))))
                .isEqualTo("the value has the keys [b], but must have [a]");
        assertThat(violation(new Space.Dict(Map.of("a", choice)), new Value.Entries(Map.of("a", wrong))))
                .startsWith("the value.a has 2 in column 0");
        assertThat(violation(new Space.Tuple(List.of(choice)), new Value.Items(List.of(wrong))))
                .startsWith("the value[0] has 2 in column 0");
        assertThat(violation(new Space.Tuple(List.of(choice)), new Value.Items(List.of())))
                .isEqualTo("the value has 0 values, but must have 1");
    }

    @Test
    void elementsOfAnyLengthAreDrawnAndHeldToTheirSpace() {
        Space node = Space.Box.of(2, -1, 1, ElementType.FLOAT16);
        for (Space space : new Space[] {
            new Space.Sequence(node, false),
            new Space.Graph(node, null),
            new Space.Graph(node, new Space.Discrete(3, 1)),
            new Space.OneOf(List.of(node, new Space.Discrete(3, 1))),
            new Space.Tuple(List.of()),
            new Space.Dict(Map.of())
        }) {
            assertThat(space.violation("the value", space.sample(7, RandomSource.of(2)), 7))
                    .isEmpty();
        }
        Space sequence = new Space.Sequence(new Space.Discrete(2, 0), false);
        Value wrong = new Value.Sequences(new int[] {2}, new Value.Integers(new long[] {0, 5}));
        assertThat(violation(sequence, wrong)).startsWith("the value[] has 5 in column 0 of environment 1");
        Value.Sequences drawn = (Value.Sequences) sequence.sample(20_000, RandomSource.of(3));
        assertThat(mean(Arrays.stream(drawn.lengths()).asDoubleStream().toArray()))
                .isCloseTo(4, within(0.1));
        Space graph = new Space.Graph(new Space.Discrete(2, 0), new Space.Discrete(2, 0));
        Value astray = new Value.Graphs(
                new int[] {1},
                new Value.Integers(new long[] {0}),
                new int[] {1},
                new Value.Integers(new long[] {0}),
                new long[] {0, 1});
        assertThat(violation(graph, astray))
                .isEqualTo("the value of environment 0 links to the node 1, but its nodes are 0 to 0");
    }

    /** The reference is {@code gymnasium.spaces.utils.flatten} of Gymnasium 1.2. */
    @Test
    void aChoiceIsFlattenedAsGymnasiumDoes() {
        Space choice = new Space.OneOf(List.of(new Space.Discrete(3, 0), Space.Box.of(2, -1, 2, ElementType.FLOAT32)));
        Value value = new Value.Choices(
                new int[] {0, 1, 0},
                List.of(new Value.Integers(new long[] {2, 0}), new Value.Reals(new double[] {0.5, 1.5})));
        assertThat(choice.violation("x", value, 3)).isEmpty();
        assertThat(choice.flatten(value, 3)).containsExactly(0, 0, 0, 1, 1, 0.5, 1.5, 0.5, 0, 1, 0, 0);
        assertThat(choice.flat().low()).containsExactly(0, -1, -1, -1);
        assertThat(choice.flat().high()).containsExactly(1, 2, 2, 2);
    }

    @Test
    void whatHasNoFixedSizeIsNotFlattened() {
        Space sequence = new Space.Sequence(new Space.Discrete(2, 0), false);
        for (Space space : new Space[] {
            sequence, new Space.Dict(Map.of("a", sequence)), new Space.Graph(new Space.Discrete(2, 0), null)
        }) {
            assertThatThrownBy(space::flat)
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining(space instanceof Space.Graph ? "a Graph" : "a Sequence")
                    .hasMessageContaining("cannot be flattened");
        }
        assertThat(new Space.Tuple(List.of()).flat().size()).isZero();
        assertThat(new Space.Dict(Map.of()).flatten(new Value.Entries(Map.of()), 3))
                .isEmpty();
    }

    @Test
    void unsignedElementsAreWhatTheirBitsStandFor() {
        for (double number : new double[] {0, 1, 0x1p62, 0x1p63, 0x1.8p63}) {
            assertThat(ElementType.UINT64.real(ElementType.UINT64.element(number)))
                    .isEqualTo(number);
        }
        assertThat(ElementType.UINT64.element(0x1p70)).isEqualTo(-1);
        Space box = Space.Box.of(1, 0, 0x1p64, ElementType.UINT64);
        assertThat(box.violation("x", box.sample(100, RandomSource.of(1)), 100)).isEmpty();
    }
}
