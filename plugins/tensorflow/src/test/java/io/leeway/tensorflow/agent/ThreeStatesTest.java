package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.agent.FixedExperience;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A decision process whose optimum is known, and agents that see nothing of it but evenly random actions.
 *
 * <p>In the first state an action a leads on with probability (1 + a) / 2, in the second with (1 − a) / 2; else to the
 * first. Both cost 0.01 a. The third earns 1, whatever is done, and ends the episode. With a discount of 0.8 it is best
 * to take 1 and then -1, which is worth 0.638, 0.81 and 1; whoever looks no further than a step takes -1 in both.
 */
public final class ThreeStatesTest {
    private static final double COST = 0.01;
    private static final double DISCOUNT = 0.8;
    private static final double SECOND = COST + DISCOUNT;
    private static final double FIRST = -COST + DISCOUNT * SECOND;
    private static final float[] STATES = {-1, 0, 1};
    /** What agents multiply rewards by: an entropy or a weight of imitation then counts for less. */
    private static final double SCALE = 10;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BC")
    void everyAgentFindsTheOptimum(Agents algorithm) {
        try (Agent agent = trained(algorithm, DISCOUNT)) {
            float[] actions = new float[3];
            agent.policy().act(STATES, 3, actions);
            assertThat(actions[0]).as("in the first state").isGreaterThan(0.5f);
            assertThat(actions[1]).as("in the second state").isLessThan(-0.5f);
            float[] values = new float[3];
            agent.critic().orElseThrow().value(STATES, new float[] {1, -1, 0}, 3, values);
            assertThat(values[0] / SCALE).isCloseTo(FIRST, Offset.offset(0.1));
            assertThat(values[1] / SCALE).isCloseTo(SECOND, Offset.offset(0.1));
            assertThat(values[2] / SCALE).isCloseTo(1, Offset.offset(0.1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TD3_BC", "IQL"})
    void whoLooksNoFurtherThanAStepDoesNot(Agents algorithm) {
        try (Agent agent = trained(algorithm, 0)) {
            float[] actions = new float[3];
            agent.policy().act(STATES, 3, actions);
            assertThat(actions[0]).as("in the first state").isLessThan(0);
        }
    }

    @Test
    void behaviourCloningTakesTheMeanAction() {
        try (Agent agent = trained(Agents.BC, DISCOUNT)) {
            float[] actions = new float[3];
            agent.policy().act(STATES, 3, actions);
            for (float action : actions) {
                assertThat(action).isBetween(-0.15f, 0.15f);
            }
            assertThat(agent.critic()).isEmpty();
        }
    }

    private static Agent trained(Agents algorithm, double discount) {
        Transitions transitions = Transitions.zerosWithNextActions(1, 1, 10_000);
        RandomSource random = RandomSource.of(5);
        RandomSource nextActions = RandomSource.of(6);
        for (int i = 0; i < transitions.count(); i++) {
            int state = random.nextInt(3);
            float action = 2 * random.nextFloat() - 1;
            float chance = (state == 0 ? 1 + action : 1 - action) / 2;
            int next = random.nextDouble() < chance ? state + 1 : 0;
            transitions.observations()[i] = STATES[state];
            transitions.actions()[i] = action;
            transitions.rewards()[i] = state == 2 ? 1 : -(float) COST * action;
            transitions.nextObservations()[i] = STATES[state == 2 ? 0 : next];
            transitions.terminals()[i] = state == 2 ? 1 : 0;
            transitions.followed()[i] = state == 2 ? 0 : 1;
            transitions.nextActions()[i] = state == 2 ? 0 : 2 * nextActions.nextFloat() - 1;
        }
        Dataset seen = new Dataset(
                1,
                1,
                new float[] {-1, 0, 1, 0, -1},
                new float[4],
                new float[4],
                new int[] {4},
                new boolean[1],
                new boolean[1],
                Map.of());
        Agent agent = algorithm.create(Configs.fast(discount, 2e-3, SCALE), new Task(1, 1), seen, RandomSource.of(7));
        agent.update(new FixedExperience(transitions), 1500);
        return agent;
    }
}
