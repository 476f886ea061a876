package io.leeway.datasets.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.environment.BehaviourContract;
import io.leeway.testkit.environment.LineEnvironments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A policy whose every answer is known, in place of a trained one. */
final class CheckpointBehaviourTest extends BehaviourContract {
    /** Remembers how many policies are open. */
    private static final class OnePolicy implements TrainedPolicies {
        private final Policy policy;
        private int open;

        OnePolicy(Policy policy) {
            this.policy = policy;
        }

        @Override
        public Trained open(Path run, @Nullable String agent, @Nullable Long seed) {
            open++;
            return new Trained() {
                @Override
                public Policy policy() {
                    return policy;
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public String identity(Path run, @Nullable String agent, @Nullable Long seed) {
            return run + " " + agent + " " + seed;
        }
    }

    private static final CheckpointConfig MODE = new CheckpointConfig(Path.of("runs", "one"), "real", 3L, false);
    private static final CheckpointConfig SAMPLED = new CheckpointConfig(Path.of("runs", "one"), null, null, true);

    private final OnePolicy policies =
            new OnePolicy(new GaussianPolicy(1, new float[] {0.5f}, new float[] {-0.25f}, new float[] {0.125f}));

    @Override
    protected Behaviour behaviour() {
        return new CheckpointBehaviour(SAMPLED, policies);
    }

    @Override
    protected String name() {
        return "checkpoint";
    }

    @Override
    protected Environments environments() {
        return new LineEnvironments();
    }

    @Test
    void playsTheModeInTheEnvironmentsUnits() {
        Space.Box bounds = new Space.Box(List.of(1), new double[] {10}, new double[] {30}, ElementType.FLOAT64);
        SpacesAlone shifted = new SpacesAlone(Space.Box.of(1, -9, 9, ElementType.FLOAT64), bounds);
        double[] actions = new double[2];
        try (Behaviour.Player player = new CheckpointBehaviour(MODE, policies).start(shifted, 2, RandomSource.of(1))) {
            player.act(new double[] {1, -0.5}, new boolean[2], actions);
            assertThat(policies.open).isEqualTo(1);
        }
        // 0.5 x − 0.25 is 0.25 and −0.5, which are 10 + 20 (a + 1) / 2
        assertThat(actions).containsExactly(22.5, 15);
        assertThat(policies.open).isZero();
        assertThat(new CheckpointBehaviour(MODE, policies).identity()).isEqualTo(Path.of("runs", "one") + " real 3");
    }

    @Test
    void drawsFromThePolicyWhereItIsToldTo() {
        int count = 20_000;
        double[] actions = new double[count];
        try (Behaviour.Player player = behaviour().start(new LineEnvironments(), count, RandomSource.of(1))) {
            player.act(new double[count], new boolean[count], actions);
        }
        // N(−0.25, 0.125²) on actions in [-2, 2]
        double mean = Arrays.stream(actions).average().orElseThrow();
        double square = Arrays.stream(actions).map(x -> x * x).average().orElseThrow();
        assertThat(mean).isCloseTo(-0.5, within(5 * 0.25 / Math.sqrt(count)));
        assertThat(Math.sqrt(square - mean * mean)).isCloseTo(0.25, within(5 * 0.25 / Math.sqrt(2.0 * count)));
    }

    @Test
    void aPolicyOfOtherSizesIsRefusedWithBothAndLetGo() {
        SpacesAlone other = new SpacesAlone(
                Space.Box.of(17, -9, 9, ElementType.FLOAT64), Space.Box.of(6, -1, 1, ElementType.FLOAT32));
        assertThatThrownBy(() -> behaviour().start(other, 1, RandomSource.of(1)))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "The behaviour 'checkpoint' cannot play in spaces-v0, whose observations have 17 columns and"
                                + " whose actions have 6: the agent of " + Path.of("runs", "one")
                                + " has 1 and 1. Choose the"
                                + " environment that it was trained for, or another run");
        assertThat(policies.open).isZero();
    }
}
