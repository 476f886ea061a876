package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.support.check.Tick;
import io.leeway.spi.support.check.ValueCopies;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The promises of every {@link Environments}: Gymnasium's {@code check_env}, for vectors of environments.
 *
 * <p>A subclass supplies the environments. It plays them with seeded random actions for two episodes a test.
 */
public abstract class EnvironmentsContract extends TerminationsContract {
    private static final String IDENTIFIER = "([\\w.-]+/)*[\\w.:-]+-v\\d+";

    @Test
    void specificationIsComplete() {
        EnvironmentSpec spec = environments().spec();
        assertThat(spec.id()).matches(IDENTIFIER);
        SpaceValues.assertValid("the observation space", spec.observationSpace());
        SpaceValues.assertValid("the action space", spec.actionSpace());
        assertThat(spec.maximumEpisodeSteps())
                .satisfiesAnyOf(limit -> assertThat(limit).isNull(), limit -> assertThat(limit)
                        .isPositive());
        assertThat(spec.settings()).doesNotContainKey("").doesNotContainValue("");
        EnvironmentSpec.ReferenceScores scores = spec.referenceScores();
        if (scores != null) {
            assertThat(scores.expert()).isFinite().isGreaterThan(scores.random());
            assertThat(scores.random()).isFinite();
        }
    }

    @Test
    void everyObservationIsOfItsSpaceAndEveryRewardFinite() {
        for (int count : new int[] {1, 5}) {
            assertThat(rules().values(count, AutoresetMode.SAME_STEP, patience() + 2))
                    .isEmpty();
        }
    }

    @Test
    void theSameSeedsGiveTheSameEpisodes() {
        assertThat(rules().seeds(patience() + 20, 7L, 0L)).isEmpty();
    }

    @Test
    void otherSeedsGiveOtherEpisodes() {
        assumeTrue(beginsAtRandom(), "every episode begins the same");
        try (VectorEnvironment environment = environments().make(3, AutoresetMode.NEXT_STEP, true)) {
            Tick first = Tick.of(environment.reset(new Long[] {0L, 123L, 456L}, null, Map.of()));
            assertThat(first.observation(0, 3)).isNotEqualTo(first.observation(1, 3));
            assertThat(first.observation(1, 3)).isNotEqualTo(first.observation(2, 3));
        }
    }

    @Test
    void resetsWithoutASeedContinueTheStream() {
        try (VectorEnvironment environment = environments().make(2, AutoresetMode.NEXT_STEP, true)) {
            Tick seeded = Tick.of(environment.reset(new Long[] {7L, 8L}, null, Map.of()));
            Tick second = Tick.of(environment.reset(null, null, Map.of()));
            Tick third = Tick.of(environment.reset(new Long[] {null, 8L}, null, Map.of()));
            if (beginsAtRandom()) {
                assertThat(second.observation(0, 2)).isNotEqualTo(seeded.observation(0, 2));
                assertThat(third.observation(0, 2)).isNotEqualTo(second.observation(0, 2));
            }
            assertThat(third.observation(1, 2)).as("seeded again").isEqualTo(seeded.observation(1, 2));
        }
        assertThat(rules().stream(7L, 8L)).isEmpty();
    }

    @Test
    void anEnvironmentIsTheSameAloneAndAmongOthers() {
        List<Value> actions = actions(1, patience() + 20);
        try (VectorEnvironment alone = environments().make(1, AutoresetMode.NEXT_STEP, true);
                VectorEnvironment among = environments().make(3, AutoresetMode.NEXT_STEP, true)) {
            Tick expected = Tick.of(alone.reset(new Long[] {9L}, null, Map.of()));
            Tick actual = Tick.of(among.reset(new Long[] {1L, 2L, 9L}, null, Map.of()));
            assertThat(actual.observation(2, 3)).isEqualTo(expected.observations());
            Space space = environments().spec().actionSpace();
            io.leeway.spi.RandomSource others = io.leeway.spi.RandomSource.of(11);
            for (Value each : actions) {
                expected = Tick.of(alone.step(each));
                actual = Tick.of(among.step(Batches.append(space.sample(2, others), each)));
                assertThat(actual.observation(2, 3)).isEqualTo(expected.observations());
                assertThat(actual.rewards().get(2)).isEqualTo(expected.rewards().get(0));
                assertThat(actual.over(2)).isEqualTo(expected.over(0));
            }
        }
    }

    @Test
    void whatIsReturnedBelongsToTheCallerAndWhatIsGivenIsLeftAlone() {
        try (VectorEnvironment kept = begin(2, AutoresetMode.SAME_STEP);
                VectorEnvironment scribbled = begin(2, AutoresetMode.SAME_STEP)) {
            Batches.scribble(
                    scribbled.reset(new Long[] {4L, 5L}, null, Map.of()).observations());
            kept.reset(new Long[] {4L, 5L}, null, Map.of());
            for (Value each : actions(2, patience() + 2)) {
                Object given = ValueCopies.snapshot(each);
                VectorEnvironment.Step step = scribbled.step(each);
                assertThat(Tick.of(step)).isEqualTo(Tick.of(kept.step(each)));
                assertThat(ValueCopies.snapshot(each)).as("the actions").isEqualTo(given);
                Batches.scribble(step.observations());
                Arrays.fill(step.rewards(), Double.NaN);
                Arrays.fill(step.terminated(), true);
                Arrays.fill(step.truncated(), true);
            }
        }
    }

    @Test
    void misuseIsRefused() {
        assertThatThrownBy(() ->
                        environments().make(0, AutoresetMode.NEXT_STEP, true).close())
                .isInstanceOfAny(IllegalArgumentException.class, LeewayException.class);
        try (VectorEnvironment environment = environments().make(2, AutoresetMode.NEXT_STEP, true)) {
            Value action = actions(2, 1).get(0);
            assertThatThrownBy(() -> environment.step(action))
                    .as("a step before the first reset")
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> environment.reset(new Long[3], null, Map.of()))
                    .as("too many seeds")
                    .isInstanceOfAny(IllegalArgumentException.class, LeewayException.class);
            assertThatThrownBy(() -> environment.reset(null, new boolean[1], Map.of()))
                    .as("too short a mask")
                    .isInstanceOfAny(IllegalArgumentException.class, LeewayException.class);
            environment.reset(null, null, Map.of());
            Value tooMany = actions(3, 1).get(0);
            assertThatThrownBy(() -> environment.step(tooMany))
                    .as("too many actions")
                    .isInstanceOfAny(IllegalArgumentException.class, LeewayException.class);
        }
    }

    @Test
    void closesTwice() {
        rules().closing();
    }

    @Test
    void theMapShowsColumnsThatExist() {
        assumeTrue(environments().map().isPresent(), "there is no map");
        PlanarMap map = environments().map().orElseThrow();
        int size = ((Space.Box) environments().spec().observationSpace()).size();
        assertThat(map.xColumn()).isBetween(0, size - 1).isNotEqualTo(map.yColumn());
        assertThat(map.yColumn()).isBetween(0, size - 1);
        assertThat(map.walls())
                .allMatch(wall -> wall.minimumX() < wall.maximumX() && wall.minimumY() < wall.maximumY());
        PlanarMap.Circle goal = map.goal();
        assertThat(goal == null || goal.radius() > 0).isTrue();
    }
}
