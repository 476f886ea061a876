package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.check.AutoresetRules;
import io.leeway.spi.support.check.EnvironmentRules;
import io.leeway.spi.support.check.Tick;
import io.leeway.spi.support.check.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The promises of every vector environment for the end of an episode, in each {@link AutoresetMode}: the three modes
 * tell the same story. A part of {@link EnvironmentsContract}.
 */
public abstract class AutoresetContract {
    /** Creates what makes the environments. */
    protected abstract Environments environments();

    /** Returns whether episodes begin differently, as by default. */
    protected boolean beginsAtRandom() {
        return true;
    }

    /** Returns after how many steps of random actions an episode is over; by default the time limit, or 1,000. */
    protected int patience() {
        Integer limit = environments().spec().maximumEpisodeSteps();
        return limit == null ? 1000 : limit;
    }

    @Test
    void sameStepTellsTheStoryOfManualResets() {
        assertKept(AutoresetMode.SAME_STEP, 3, 2 * patience() + 2);
    }

    @Test
    void nextStepTellsTheStoryOfManualResets() {
        assertKept(AutoresetMode.NEXT_STEP, 1, 2 * patience() + 2);
    }

    private void assertKept(AutoresetMode mode, int count, int steps) {
        Verdict verdict = new AutoresetRules(environments(), VectorOptions.ALL_INFOS).verdict(mode, count, steps);
        assertThat(verdict.fault()).isEmpty();
        assumeTrue(verdict.tried(), "no episode was over within the patience");
    }

    @Test
    void onlySameStepGivesFinalObservations() {
        for (AutoresetMode mode : AutoresetMode.values()) {
            try (VectorEnvironment environment = begin(2, mode)) {
                assertThat(environment.autoreset()).isEqualTo(mode);
                Tick tick = Tick.of(environment.step(actions(2, 1).get(0)));
                assertThat(tick.last() != null)
                        .as("final observations in mode " + mode)
                        .isEqualTo(mode == AutoresetMode.SAME_STEP);
            }
        }
    }

    @Test
    void disabledRefusesToStepOnWithoutAReset() {
        assertKept(AutoresetMode.DISABLED, 2, patience());
    }

    @Test
    void timeLimitTruncatesAtItsStepAndOnlyWhereItIsOn() {
        int limit = Objects.requireNonNullElse(environments().spec().maximumEpisodeSteps(), 0);
        assumeTrue(limit > 0, "there is no time limit");
        for (boolean limited : new boolean[] {true, false}) {
            try (VectorEnvironment environment = environments().make(1, AutoresetMode.DISABLED, limited)) {
                environment.reset(new Long[] {3L}, null, Map.of());
                int steps = 0;
                for (Value each : actions(1, Math.max(200, 3 * limit))) {
                    Tick tick = Tick.of(environment.step(each));
                    steps++;
                    if (!tick.terminated().get(0)) {
                        assertThat(tick.truncated().get(0))
                                .as("truncated after %d steps, time limit %s", steps, limited ? limit : "off")
                                .isEqualTo(limited && steps == limit);
                    }
                    if (tick.over(0)) {
                        environment.reset(null, null, Map.of());
                        steps = 0;
                    }
                }
            }
        }
    }

    @Test
    void resetsWithAMaskLeaveTheOthersAlone() {
        List<Value> actions = actions(3, 6);
        try (VectorEnvironment masked = begin(3, AutoresetMode.DISABLED);
                VectorEnvironment untouched = begin(3, AutoresetMode.DISABLED)) {
            Tick before = Tick.of(masked.reset(null, new boolean[3], Map.of()));
            Tick after = Tick.of(masked.reset(null, new boolean[] {false, true, false}, Map.of()));
            if (beginsAtRandom()) {
                assertThat(after.observation(1, 3)).isNotEqualTo(before.observation(1, 3));
            }
            assertThat(after.observation(0, 3)).isEqualTo(before.observation(0, 3));
            for (Value each : actions) {
                Tick actual = Tick.of(masked.step(each));
                Tick expected = Tick.of(untouched.step(each));
                assertThat(actual.observation(0, 3)).isEqualTo(expected.observation(0, 3));
                assertThat(actual.observation(2, 3)).isEqualTo(expected.observation(2, 3));
                if (any(expected.over()) || actual.over(1)) {
                    break;
                }
            }
        }
    }

    /** Makes environments with the time limit and resets them, seeded. */
    final VectorEnvironment begin(int count, AutoresetMode mode) {
        VectorEnvironment environment = environments().make(count, mode, true);
        Long[] seeds = new Long[count];
        Arrays.setAll(seeds, i -> 100L + i);
        environment.reset(seeds, null, Map.of());
        return environment;
    }

    /** Draws the actions of so many steps. */
    final List<Value> actions(int count, int steps) {
        return rules().actions(count, steps);
    }

    /** Returns the rules that commands check too. */
    final EnvironmentRules rules() {
        return new EnvironmentRules(environments(), VectorOptions.ALL_INFOS);
    }

    /** Returns whether any flag is set. */
    static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }
}
