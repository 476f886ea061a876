package io.leeway.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyActionsTest {
    private static final Space.Box FLAT = Space.Box.of(2, -2, 2, ElementType.FLOAT32);

    private static EnvironmentSpec spec(Space actions) {
        return new EnvironmentSpec("some-v0", FLAT, actions, null, null, Map.of());
    }

    private record Chooser(int actionSize, Space.@Nullable Discrete space) implements Policy {
        @Override
        public int observationSize() {
            return 2;
        }

        @Override
        public Optional<Space.Discrete> choices() {
            return Optional.ofNullable(space);
        }

        @Override
        public ActionDistribution distribution(float[] observations, int count) {
            throw new UnsupportedOperationException("Nothing is chosen here");
        }
    }

    @Test
    void choicesAreElementsOfTheirOwnSpaceEverywhere() {
        Policy policy = new Chooser(3, new Space.Discrete(3, -1));
        float[] actions = {0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0};
        for (Space wider : List.of(new Space.Discrete(3, -1), new Space.Discrete(9, -4))) {
            Value elements = PolicyActions.of(spec(wider), policy).elements(actions, 4);
            assertThat(((Value.Integers) elements).values()).containsExactly(1, -1, 0, -1);
        }
    }

    @Test
    void realNumbersAreScaledToTheBounds() {
        Value elements = PolicyActions.of(spec(FLAT), new Chooser(2, null)).elements(new float[] {0.5f, -1, 9, 9}, 1);
        assertThat(elements.reals()).containsExactly(1, -2);
    }

    @Test
    void actionsOfAnotherKindOrSizeAreRefusedNamingBoth() {
        Policy real = new Chooser(2, null);
        Policy choosing = new Chooser(3, new Space.Discrete(3, 0));
        assertRefused(new Space.Discrete(3, 1), choosing, "choices from Discrete(3)", "from Discrete(3, start=1)");
        assertRefused(new Space.Discrete(2, 0), choosing, "choices from Discrete(3)", "from Discrete(2)");
        assertRefused(FLAT, choosing, "choices from Discrete(3)", "from a Box of float32 of the shape [2]");
        assertRefused(new Space.Discrete(2, 0), real, "arrays of 2 real numbers", "from Discrete(2)");
        assertRefused(FLAT, new Chooser(4, null), "arrays of 4 real numbers", "from a Box of float32");
    }

    @Test
    void spacesThatNoAgentActsInAreRefusedByName() {
        Map<String, Space> parts = new LinkedHashMap<>();
        parts.put("move", FLAT);
        parts.put("jump", new Space.Discrete(2, 0));
        Policy real = new Chooser(2, null);
        assertRefused(
                new Space.MultiDiscrete(List.of(2), new long[] {3, 2}, new long[2]), real, "MultiDiscrete([3, 2])");
        assertRefused(new Space.MultiBinary(List.of(3)), real, "MultiBinary([3])");
        assertRefused(
                new Space.Dict(parts), real, "a Dict(move: a Box of float32 of the shape [2], jump: Discrete(2))");
        assertRefused(Space.Box.of(2, 0, 9, ElementType.INT64), real, "a Box of int64 of the shape [2]", "a Discrete");
        assertRefused(new Space.Discrete(5000, 0), real, "one of 5000 choices", "4096");
    }

    private static void assertRefused(Space actions, Policy policy, String... words) {
        assertThatThrownBy(() -> PolicyActions.of(spec(actions), policy))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("some-v0")
                .hasMessageContainingAll(words);
    }
}
