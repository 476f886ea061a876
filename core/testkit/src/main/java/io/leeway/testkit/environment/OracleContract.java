package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of a {@link DynamicsOracle}, where there is one. A part of {@link EnvironmentsContract}. */
public abstract class OracleContract extends StepAsyncContract {
    @Test
    void theOracleKnowsEveryStep() {
        DynamicsOracle oracle = assumedOracle();
        int count = 4;
        try (VectorEnvironment environment = begin(count, AutoresetMode.SAME_STEP)) {
            double[] before = environment
                    .reset(null, null, Map.of())
                    .observations()
                    .reals()
                    .clone();
            double[] next = new double[before.length];
            double[] rewards = new double[count];
            boolean[] terminated = new boolean[count];
            for (Value each : actions(count, patience() + 2)) {
                oracle.transition(before, each.reals(), count, next, rewards, terminated);
                VectorEnvironment.Step step = environment.step(each);
                assertThat(next)
                        .isEqualTo(Optional.ofNullable(step.finalObservations())
                                .orElseThrow()
                                .reals());
                assertThat(rewards).isEqualTo(step.rewards());
                assertThat(terminated).isEqualTo(step.terminated());
                before = step.observations().reals().clone();
            }
        }
    }

    @Test
    void theOracleReadsAndWritesItsRowsAlone() {
        DynamicsOracle oracle = assumedOracle();
        try (VectorEnvironment environment = begin(2, AutoresetMode.NEXT_STEP)) {
            double[] observations = environment
                    .reset(null, null, Map.of())
                    .observations()
                    .reals()
                    .clone();
            double[] actions = actions(2, 1).get(0).reals();
            double[] givenObservations = observations.clone();
            double[] givenActions = actions.clone();
            int size = observations.length / 2;
            double[] next = new double[observations.length];
            double[] rewards = new double[2];
            boolean[] terminated = new boolean[2];
            oracle.transition(observations, actions, 2, next, rewards, terminated);
            assertThat(observations).as("the observations").isEqualTo(givenObservations);
            assertThat(actions).as("the actions").isEqualTo(givenActions);
            double[] first = new double[observations.length];
            double[] firstRewards = {0, 5};
            boolean[] firstTerminated = {false, true};
            Arrays.fill(first, 5);
            oracle.transition(observations, actions, 1, first, firstRewards, firstTerminated);
            assertThat(Arrays.copyOf(first, size)).as("one row alone").isEqualTo(Arrays.copyOf(next, size));
            assertThat(Arrays.copyOfRange(first, size, 2 * size))
                    .as("a row beyond the count")
                    .containsOnly(5);
            assertThat(firstRewards).containsExactly(rewards[0], 5);
            assertThat(firstTerminated).containsExactly(terminated[0], true);
        }
    }

    private DynamicsOracle assumedOracle() {
        Optional<DynamicsOracle> oracle = environments().oracle();
        assumeTrue(oracle.isPresent(), "there is no oracle");
        return oracle.orElseThrow();
    }
}
