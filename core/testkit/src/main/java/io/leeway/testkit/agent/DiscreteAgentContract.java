package io.leeway.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.ActionKind;
import io.leeway.spi.agent.ActsIn;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.environment.Space;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The promises of every {@link Agent} that acts with discrete actions: those of {@link AgentContract}, on a task of
 * four choices, and that what it does is always one of them. A subclass supplies one with small networks.
 */
public abstract class DiscreteAgentContract extends AgentContract {
    private static final int DRAWS = 4000;

    /** Begins with four choices, the first of which is -1. */
    protected DiscreteAgentContract() {
        super(new Task(3, 4, new Space.Discrete(4, -1)));
    }

    @Test
    void declaresThatItActsWithDiscreteActions() {
        ActsIn declared = shared().getClass().getAnnotation(ActsIn.class);
        assertThat(declared).isNotNull();
        assertThat(declared.value()).contains(ActionKind.DISCRETE);
        assertThat(shared().policy().choices()).contains(task().choices());
    }

    @Test
    void everyActionIsOneChoice() {
        int rows = 20;
        float[] actions = new float[rows * task().actionSize()];
        shared().policy().act(dataset().observations(), rows, actions);
        assertChoices(actions, rows);
        shared().policy().sample(dataset().observations(), rows, RandomSource.of(1), actions);
        assertChoices(actions, rows);
    }

    private void assertChoices(float[] actions, int rows) {
        for (int row = 0; row < rows; row++) {
            float sum = 0;
            for (int i = 0; i < task().actionSize(); i++) {
                float flag = actions[row * task().actionSize() + i];
                assertThat(flag).isIn(0f, 1f);
                sum += flag;
            }
            assertThat(sum).isEqualTo(1);
        }
    }

    @Test
    void theMostLikelyChoiceIsTakenAndDrawsAreAsLikelyAsItSays() {
        Policy policy = shared().policy();
        double[] likely = probabilities(policy);
        int size = task().actionSize();
        double sum = 0;
        for (double each : likely) {
            sum += each;
        }
        assertThat(sum).isCloseTo(1, Offset.offset(1e-4));
        float[] best = new float[size];
        policy.act(dataset().observations(), 1, best);
        double[] share = new double[size];
        RandomSource random = RandomSource.of(2);
        ActionDistribution distribution = policy.distribution(dataset().observations(), 1);
        for (int draw = 0; draw < DRAWS; draw++) {
            float[] action = new float[size];
            distribution.sample(random, action);
            for (int i = 0; i < size; i++) {
                share[i] += action[i] / DRAWS;
            }
        }
        double most = Arrays.stream(likely).max().orElseThrow();
        for (int i = 0; i < size; i++) {
            assertThat(share[i]).isCloseTo(likely[i], Offset.offset(5 * 0.5 / Math.sqrt(DRAWS)));
            if (best[i] == 1) {
                assertThat(likely[i]).isCloseTo(most, Offset.offset(1e-6));
            }
        }
    }

    /** Returns the probability of each choice in the first observation. */
    private double[] probabilities(Policy policy) {
        int size = task().actionSize();
        double[] likely = new double[size];
        for (int i = 0; i < size; i++) {
            float[] action = new float[size];
            action[i] = 1;
            double[] logLikelihood = new double[1];
            policy.distribution(dataset().observations(), 1).logLikelihood(action, logLikelihood);
            likely[i] = Math.exp(logLikelihood[0]);
        }
        return likely;
    }
}
