package io.leeway.spi.support.check;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the end of an episode in each {@link AutoresetMode}: the modes tell the same story, that of
 * {@link AutoresetMode#DISABLED} with manual resets.
 */
public final class AutoresetRules {
    private final EnvironmentRules rules;

    /** Tries some environments; see {@link EnvironmentRules#EnvironmentRules}. */
    public AutoresetRules(Environments environments, Set<String> infos) {
        rules = new EnvironmentRules(environments, infos);
    }

    /** Tries the rules of one mode for so many steps. */
    public Verdict verdict(AutoresetMode mode, int count, int steps) {
        return switch (mode) {
            case SAME_STEP -> sameStep(count, steps);
            case NEXT_STEP -> nextStep(steps);
            case DISABLED -> disabled(count, steps);
        };
    }

    private VectorEnvironment begin(int count, AutoresetMode mode) {
        VectorEnvironment vector = rules.make(count, mode);
        Long[] seeds = new Long[count];
        Arrays.setAll(seeds, i -> 100L + i);
        vector.reset(seeds, null, Map.of());
        return vector;
    }

    private Verdict sameStep(int count, int steps) {
        boolean ended = false;
        try (VectorEnvironment same = begin(count, AutoresetMode.SAME_STEP);
                VectorEnvironment manual = begin(count, AutoresetMode.DISABLED)) {
            for (Value each : rules.actions(count, steps)) {
                Tick actual = Tick.of(same.step(each));
                Tick expected = Tick.of(manual.step(each));
                if (!outcome(actual).equals(outcome(expected))) {
                    return Verdict.broken(
                            "A step gave " + outcome(actual) + ", but with manual resets " + outcome(expected));
                }
                Object last = actual.last();
                if (last == null) {
                    return Verdict.broken("A step gave no final observations");
                } else if (!last.equals(expected.observations())) {
                    return Verdict.broken("The final observations are " + last + ", but those before the reset are "
                            + expected.observations());
                }
                boolean[] over = expected.over();
                Object observations = expected.observations();
                if (any(over)) {
                    ended = true;
                    observations = Tick.of(manual.reset(null, over, Map.of())).observations();
                }
                if (!actual.observations().equals(observations)) {
                    return Verdict.broken("The observations are " + actual.observations()
                            + ", but those after a manual reset are " + observations);
                }
            }
        }
        return Verdict.kept(ended);
    }

    private static List<Object> outcome(Tick tick) {
        return List.of(tick.rewards(), tick.terminated(), tick.truncated());
    }

    private Verdict nextStep(int steps) {
        Value ignored = rules.actions(1, 1).get(0);
        boolean ended = false;
        try (VectorEnvironment next = begin(1, AutoresetMode.NEXT_STEP);
                VectorEnvironment manual = begin(1, AutoresetMode.DISABLED)) {
            for (Value each : rules.actions(1, steps)) {
                Tick actual = Tick.of(next.step(each));
                Tick expected = Tick.of(manual.step(each));
                if (!actual.equals(expected)) {
                    return Verdict.broken("A step gave " + actual + ", but with manual resets " + expected);
                }
                if (expected.over(0)) {
                    ended = true;
                    Tick reset = Tick.of(manual.reset(null, null, Map.of()));
                    Tick after = Tick.of(next.step(ignored));
                    if (!after.observations().equals(reset.observations())) {
                        return Verdict.broken("The step after the last one gave " + after.observations()
                                + ", but a manual reset " + reset.observations());
                    } else if (after.over(0) || !after.rewards().equals(List.of(0.0))) {
                        return Verdict.broken("The step after the last one gave a reward or a flag");
                    }
                }
            }
        }
        return Verdict.kept(ended);
    }

    private Verdict disabled(int count, int steps) {
        Value more = rules.actions(count, 1).get(0);
        try (VectorEnvironment vector = begin(count, AutoresetMode.DISABLED)) {
            for (Value each : rules.actions(count, steps)) {
                boolean[] over = Tick.of(vector.step(each)).over();
                if (any(over)) {
                    if (stepsOn(vector, more)) {
                        return Verdict.broken("It steps on after the episode is over");
                    }
                    vector.reset(null, over, Map.of());
                    int rewards = vector.step(more).rewards().length;
                    return rewards == count
                            ? Verdict.kept(true)
                            : Verdict.broken("A step after a reset gave " + rewards + " rewards of " + count);
                }
            }
        }
        return Verdict.kept(false);
    }

    private static boolean stepsOn(VectorEnvironment vector, Value actions) {
        try {
            vector.step(actions);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }
}
