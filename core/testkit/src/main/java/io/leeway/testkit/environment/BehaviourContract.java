package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The promises of every {@link Behaviour}. A subclass supplies it, and environments with flat boxes that it plays in.
 */
public abstract class BehaviourContract {
    private static final int STEPS = 400;

    /** Creates the behaviour. */
    protected abstract Behaviour behaviour();

    /** Returns the behaviour's name, as a user writes it. */
    protected abstract String name();

    /** Creates environments that it plays in. */
    protected abstract Environments environments();

    /** Creates environments that it cannot play in: those of words and choices, unless it plays with them. */
    protected Environments unsuitable() {
        return new RiddleEnvironments();
    }

    /** Returns whether its actions depend on the random source, as by default. */
    protected boolean playsAtRandom() {
        return true;
    }

    @Test
    void everyActionIsWrittenAndOfTheActionSpace() {
        Space space = environments().spec().actionSpace();
        for (int count : new int[] {1, 7}) {
            for (double[] actions : play(behaviour(), count, 1)) {
                SpaceValues.assertContains("the action", space, new Value.Reals(actions), count);
            }
        }
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        double[][] first = play(behaviour(), 3, 1);
        assertThat(play(behaviour(), 3, 1)).isDeepEqualTo(first);
        if (playsAtRandom()) {
            assertThat(Arrays.deepEquals(play(behaviour(), 3, 2), first))
                    .as("another seed gives the same actions")
                    .isFalse();
        }
    }

    @Test
    void playersShareNoMemory() {
        Behaviour shared = behaviour();
        double[][] first = play(shared, 3, 1);
        assertThat(play(shared, 3, 1))
                .as("a second player of the same behaviour")
                .isDeepEqualTo(first);
    }

    @Test
    void leavesWhatItSeesAlone() {
        try (VectorEnvironment environment = environments().make(2, AutoresetMode.SAME_STEP, true)) {
            double[] observations = environment
                    .reset(new Long[] {1L, 2L}, null, Map.of())
                    .observations()
                    .reals();
            boolean[] begun = {true, true};
            double[] before = observations.clone();
            behaviour()
                    .start(environments(), 2, RandomSource.of(1))
                    .act(observations, begun, new double[2 * actionSize()]);
            assertThat(observations).isEqualTo(before);
            assertThat(begun).containsExactly(true, true);
        }
    }

    @Test
    void refusesEnvironmentsThatItCannotPlayInNamingBoth() {
        Environments unsuitable = unsuitable();
        assertThatThrownBy(() -> behaviour().start(unsuitable, 1, RandomSource.of(1)))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(name())
                .hasMessageContaining(unsuitable.spec().id());
    }

    @Test
    void playersCloseWhetherOrNotTheyPlayedAndLeaveOthersPlaying() {
        Behaviour shared = behaviour();
        double[][] alone = play(shared, 2, 1);
        shared.start(environments(), 2, RandomSource.of(1)).close();
        assertThat(play(shared, 2, 1)).as("after another player was closed").isDeepEqualTo(alone);
    }

    @Test
    void identityIsAlwaysTheSame() {
        assertThat(behaviour().identity()).isEqualTo(behaviour().identity());
    }

    private double[][] play(Behaviour behaviour, int count, long seed) {
        Environments environments = environments();
        double[][] played = new double[STEPS][];
        try (VectorEnvironment environment = environments.make(count, AutoresetMode.SAME_STEP, true)) {
            Long[] seeds = new Long[count];
            Arrays.setAll(seeds, i -> 10L + i);
            double[] observations =
                    environment.reset(seeds, null, Map.of()).observations().reals();
            boolean[] begun = new boolean[count];
            Arrays.fill(begun, true);
            try (Behaviour.Player player = behaviour.start(environments, count, RandomSource.of(seed))) {
                for (int step = 0; step < STEPS; step++) {
                    double[] actions = new double[count * actionSize()];
                    Arrays.fill(actions, Double.NaN);
                    player.act(observations, begun, actions);
                    played[step] = actions;
                    VectorEnvironment.Step outcome = environment.step(new Value.Reals(actions.clone()));
                    observations = outcome.observations().reals();
                    for (int i = 0; i < count; i++) {
                        begun[i] = outcome.terminated()[i] || outcome.truncated()[i];
                    }
                }
            }
        }
        return played;
    }

    private int actionSize() {
        return ((Space.Box) environments().spec().actionSpace()).size();
    }
}
