package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.support.check.ValueCopies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpaceValuesTest {
    private static Space everything() {
        Map<String, Space> parts = new LinkedHashMap<>();
        parts.put("position", Space.Box.of(3, -1, 2, ElementType.FLOAT32));
        parts.put("unbounded", Space.Box.of(2, 0, Double.POSITIVE_INFINITY, ElementType.FLOAT64));
        parts.put("image", new Space.Box(List.of(1, 2), new double[2], new double[] {255, 3}, ElementType.UINT8));
        parts.put("choice", new Space.Discrete(3, -1));
        parts.put("choices", new Space.MultiDiscrete(List.of(2), new long[] {2, 5}, new long[] {0, 10}));
        parts.put("switches", new Space.MultiBinary(List.of(4)));
        parts.put("word", new Space.Text(2, 4, "ab"));
        parts.put("pair", new Space.Tuple(List.of(new Space.Discrete(2, 0), new Space.MultiBinary(List.of(1)))));
        return new Space.Dict(parts);
    }

    @Test
    void whatIsDrawnIsContainedAndRepeats() {
        SpaceValues.assertValid("space", everything());
        for (int count : new int[] {1, 4}) {
            Value drawn = everything().sample(count, RandomSource.of(1));
            SpaceValues.assertContains("value", everything(), drawn, count);
            assertThat(ValueCopies.snapshot(everything().sample(count, RandomSource.of(1))))
                    .isEqualTo(ValueCopies.snapshot(drawn))
                    .isNotEqualTo(ValueCopies.snapshot(everything().sample(count, RandomSource.of(2))));
        }
    }

    @Test
    void batchesAreAppendedAndTakenApartAgain() {
        Value two = everything().sample(2, RandomSource.of(1));
        Value one = everything().sample(1, RandomSource.of(2));
        Value three = Batches.append(two, one);
        SpaceValues.assertContains("value", everything(), three, 3);
        assertThat(ValueCopies.element(ValueCopies.snapshot(three), 2, 3)).isEqualTo(ValueCopies.snapshot(one));
        assertThat(ValueCopies.element(ValueCopies.snapshot(three), 0, 3))
                .isEqualTo(ValueCopies.element(ValueCopies.snapshot(two), 0, 2));
        Object before = ValueCopies.snapshot(three);
        Batches.scribble(three);
        assertThat(ValueCopies.snapshot(three)).isNotEqualTo(before);
    }

    @Test
    void whatIsOutsideOrInfiniteIsNoticedAndNamed() {
        Space box = Space.Box.of(2, 0, Double.POSITIVE_INFINITY, ElementType.FLOAT64);
        Space dict = new Space.Dict(Map.of("a", new Space.Tuple(List.of(box))));
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Value value =
                    new Value.Entries(Map.of("a", new Value.Items(List.of(new Value.Reals(new double[] {0, wrong})))));
            assertThatThrownBy(() -> SpaceValues.assertContains("the value", dict, value, 1))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the value");
        }
    }

    @Test
    void spacesThatHoldNothingAreNoticed() {
        for (Space empty : new Space[] {
            new Space.Discrete(0, 0),
            new Space.OneOf(List.of()),
            new Space.Sequence(new Space.Discrete(0, 0), false),
            Space.Box.of(1, 1, -1, ElementType.FLOAT32),
            new Space.Box(List.of(3), new double[2], new double[2], ElementType.FLOAT32),
            new Space.MultiDiscrete(List.of(1), new long[] {0}, new long[1]),
            new Space.Text(3, 2, "a")
        }) {
            assertThatThrownBy(() -> SpaceValues.assertValid("space", empty)).isInstanceOf(AssertionError.class);
        }
    }
}
