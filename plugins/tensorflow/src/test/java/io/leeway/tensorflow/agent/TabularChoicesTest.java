package io.leeway.tensorflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.Space;
import io.leeway.tensorflow.agent.algorithm.Bc;
import io.leeway.tensorflow.agent.algorithm.BcConfig;
import io.leeway.tensorflow.agent.algorithm.Iql;
import io.leeway.tensorflow.agent.algorithm.IqlConfig;
import io.leeway.tensorflow.agent.algorithm.conservative.Cql;
import io.leeway.tensorflow.agent.algorithm.conservative.CqlConfig;
import io.leeway.testkit.agent.FixedExperience;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Agents of discrete actions where what they converge to is known: a corridor of four places, in which a choice goes
 * back, stays or goes on, and all pairs of places and choices are seen equally often. Going on costs 0.1, the step out
 * of the last place earns 1 and ends the episode. The numbers are worked out here, without networks.
 */
class TabularChoicesTest {
    private static final int PLACES = 4;
    private static final int CHOICES = 3;
    private static final double DISCOUNT = 0.8;
    private static final Space.Discrete SPACE = new Space.Discrete(CHOICES, -1);
    private static final Task TASK = new Task(PLACES, CHOICES, SPACE);
    private static final Offset<Double> NEAR = Offset.offset(0.06);

    private static double reward(int place, int choice) {
        return choice == 2 ? (place == PLACES - 1 ? 1 : -0.1) : 0;
    }

    private static boolean ends(int place, int choice) {
        return choice == 2 && place == PLACES - 1;
    }

    private static int next(int place, int choice) {
        return Math.max(0, Math.min(PLACES - 1, place + choice - 1));
    }

    /** Returns r + γ V(s'). */
    private static double target(int place, int choice, double[] values) {
        return reward(place, choice) + (ends(place, choice) ? 0 : DISCOUNT * values[next(place, choice)]);
    }

    /** Returns transitions of every pair of place and choice, so many of each. */
    private static Transitions transitions(int[][] counts) {
        int count = Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
        Transitions all = Transitions.zeros(PLACES, CHOICES, count);
        int row = 0;
        for (int place = 0; place < PLACES; place++) {
            for (int choice = 0; choice < CHOICES; choice++) {
                for (int i = 0; i < counts[place][choice]; i++, row++) {
                    all.observations()[row * PLACES + place] = 1;
                    all.actions()[row * CHOICES + choice] = 1;
                    all.rewards()[row] = (float) reward(place, choice);
                    all.nextObservations()[row * PLACES + next(place, choice)] = 1;
                    all.terminals()[row] = ends(place, choice) ? 1 : 0;
                }
            }
        }
        return all;
    }

    private static Transitions even() {
        int[][] once = new int[PLACES][CHOICES];
        Arrays.stream(once).forEach(row -> Arrays.fill(row, 1));
        return transitions(once);
    }

    /** Returns what networks are scaled by: every place once. */
    private static Dataset seen() {
        float[] observations = new float[(PLACES + 1) * PLACES];
        float[] actions = new float[PLACES * CHOICES];
        for (int place = 0; place < PLACES; place++) {
            observations[place * PLACES + place] = 1;
            actions[place * CHOICES] = 1;
        }
        return new Dataset(
                PLACES,
                CHOICES,
                observations,
                actions,
                new float[PLACES],
                new int[] {PLACES},
                new boolean[1],
                new boolean[1],
                Map.of(),
                SPACE);
    }

    /** Returns a table of places and choices: how likely each choice is, or what the critic thinks of it. */
    private static double[][] table(Agent agent, boolean likelihoods) {
        float[] observations = even().observations();
        float[] actions = even().actions();
        int count = PLACES * CHOICES;
        double[] logLikelihood = new double[count];
        agent.policy().distribution(observations, count).logLikelihood(actions, logLikelihood);
        float[] values = new float[count];
        agent.critic().ifPresent(critic -> critic.value(observations, actions, count, values));
        double[][] table = new double[PLACES][CHOICES];
        for (int i = 0; i < count; i++) {
            table[i / CHOICES][i % CHOICES] = likelihoods ? Math.exp(logLikelihood[i]) : values[i];
        }
        return table;
    }

    private static void assertNear(double[][] actual, double[][] expected) {
        for (int place = 0; place < PLACES; place++) {
            for (int choice = 0; choice < CHOICES; choice++) {
                assertThat(actual[place][choice])
                        .as("place %d, choice %d", place, choice)
                        .isCloseTo(expected[place][choice], NEAR);
            }
        }
    }

    private static int[] taken(Policy policy) {
        float[] observations = new float[PLACES * PLACES];
        for (int place = 0; place < PLACES; place++) {
            observations[place * PLACES + place] = 1;
        }
        float[] actions = new float[PLACES * CHOICES];
        policy.act(observations, PLACES, actions);
        int[] taken = new int[PLACES];
        for (int i = 0; i < actions.length; i++) {
            taken[i / CHOICES] += actions[i] == 1 ? i % CHOICES : 0;
        }
        return taken;
    }

    private static double[] softmax(double[] logits) {
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        return Arrays.stream(logits).map(logit -> Math.exp(logit) / sum).toArray();
    }

    @Test
    void behaviourCloningIsAsLikelyAsTheDataIs() {
        int[][] counts = {{1, 2, 7}, {5, 5, 0}, {0, 1, 9}, {4, 3, 3}};
        double[][] frequencies = new double[PLACES][CHOICES];
        for (int place = 0; place < PLACES; place++) {
            for (int choice = 0; choice < CHOICES; choice++) {
                frequencies[place][choice] = counts[place][choice] / 10.0;
            }
        }
        BcConfig config = new BcConfig(Configs.fast(DISCOUNT, 1e-3, 1));
        try (Agent agent = new Bc(config, TASK, seen(), RandomSource.of(1), Device.CPU)) {
            agent.update(new FixedExperience(transitions(counts)), 1500);
            assertNear(table(agent, true), frequencies);
            assertThat(agent.critic()).isEmpty();
        }
    }

    @Test
    void implicitQLearningFindsTheExpectilesAndTheirWeights() {
        double expectile = 0.8;
        double beta = 3;
        double[] values = new double[PLACES];
        double[][] expected = new double[PLACES][CHOICES];
        for (int iteration = 0; iteration < 200; iteration++) {
            for (int place = 0; place < PLACES; place++) {
                for (int choice = 0; choice < CHOICES; choice++) {
                    expected[place][choice] = target(place, choice, values);
                }
            }
            for (int place = 0; place < PLACES; place++) {
                values[place] = expectile(expected[place], expectile);
            }
        }
        double[][] likely = new double[PLACES][];
        for (int place = 0; place < PLACES; place++) {
            likely[place] = softmax(
                    Arrays.stream(expected[place]).map(value -> beta * value).toArray());
        }
        IqlConfig config = new IqlConfig(expectile, beta, 1e6, Configs.fast(DISCOUNT, 1e-3, 1));
        try (Agent agent = new Iql(config, TASK, seen(), RandomSource.of(2), Device.CPU)) {
            agent.update(new FixedExperience(even()), 4000);
            assertNear(table(agent, false), expected);
            assertNear(table(agent, true), likely);
            assertThat(taken(agent.policy())).containsExactly(2, 2, 2, 2);
        }
    }

    /** Returns where Σ |τ − 1(x < v)| (x − v) is 0, by bisection. */
    private static double expectile(double[] all, double expectile) {
        double low = Arrays.stream(all).min().orElseThrow();
        double high = Arrays.stream(all).max().orElseThrow();
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            double sum = Arrays.stream(all)
                    .map(x -> (x < middle ? 1 - expectile : expectile) * (x - middle))
                    .sum();
            low = sum > 0 ? middle : low;
            high = sum > 0 ? high : middle;
        }
        return low;
    }

    /**
     * Where the gradient of (Q − y)² / 3 + α (ln Σ exp Q − mean Q) by Q(s, a) is 0, Q is y − 3/2 α (softmax Q − 1/3).
     */
    @Test
    void conservativeQLearningHoldsValuesDownByAsMuchAsItsPenaltyAsks() {
        double conservatism = 0.1;
        double[][] expected = new double[PLACES][CHOICES];
        for (int iteration = 0; iteration < 500; iteration++) {
            double[] best = new double[PLACES];
            for (int place = 0; place < PLACES; place++) {
                best[place] = Arrays.stream(expected[place]).max().orElseThrow();
            }
            for (int place = 0; place < PLACES; place++) {
                double[] likely = softmax(expected[place]);
                for (int choice = 0; choice < CHOICES; choice++) {
                    double pull = 1.5 * conservatism * (likely[choice] - 1.0 / CHOICES);
                    expected[place][choice] = target(place, choice, best) - pull;
                }
            }
        }
        CqlConfig config = new CqlConfig(conservatism, 10, 1e-3, Configs.fast(DISCOUNT, 1e-3, 1));
        try (Agent agent = new Cql(config, TASK, seen(), RandomSource.of(3), Device.CPU)) {
            agent.update(new FixedExperience(even()), 2500);
            assertNear(table(agent, false), expected);
            assertNear(
                    table(agent, true),
                    Arrays.stream(expected).map(TabularChoicesTest::softmax).toArray(double[][]::new));
            assertThat(taken(agent.policy())).containsExactly(2, 2, 2, 2);
        }
    }
}
