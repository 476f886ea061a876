package io.leeway.spi.support;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;

/** The map from what a policy chooses to elements of an environment's action space. */
@FunctionalInterface
public interface PolicyActions {
    /**
     * Returns the elements that actions stand for.
     *
     * @param actions count × the policy's action columns; may be longer
     */
    Value elements(float[] actions, int count);

    /**
     * Looks at both.
     *
     * @throws LeewayException if the environment's actions are not of the kind that the policy chooses, or of another
     *     size, naming both
     */
    static PolicyActions of(EnvironmentSpec spec, Policy policy) {
        Space.Discrete own = policy.choices().orElse(null);
        Space.Discrete wanted =
                ActionSpaces.choices(spec.id(), spec.actionSpace()).orElse(null);
        if (own == null && wanted == null) {
            ActionScale scale = new ActionScale(spec);
            if (scale.size() != policy.actionSize()) {
                throw misfit(spec, "arrays of " + policy.actionSize() + " real numbers");
            }
            return (actions, count) -> {
                double[] scaled = new double[count * scale.size()];
                scale.toEnvironment(actions, count, scaled);
                return new Value.Reals(scaled);
            };
        } else if (own == null || wanted == null) {
            throw misfit(
                    spec,
                    own == null
                            ? "arrays of " + policy.actionSize() + " real numbers"
                            : "choices from " + ActionSpaces.describe(own));
        } else if (!ActionSpaces.contains(wanted, own)) {
            throw misfit(spec, "choices from " + ActionSpaces.describe(own));
        }
        return (actions, count) -> new Value.Integers(chosen(actions, count, policy.actionSize(), own.start()));
    }

    private static LeewayException misfit(EnvironmentSpec spec, String actions) {
        return new LeewayException("The policy's actions are " + actions + ", but those of " + spec.id() + " are from "
                + ActionSpaces.describe(spec.actionSpace()) + ": play in the environment that its data is from");
    }

    /** Returns the choice with the largest column of each row, the first of several. */
    private static long[] chosen(float[] actions, int count, int size, long start) {
        long[] chosen = new long[count];
        for (int row = 0; row < count; row++) {
            int best = 0;
            for (int column = 1; column < size; column++) {
                if (actions[row * size + column] > actions[row * size + best]) {
                    best = column;
                }
            }
            chosen[row] = start + best;
        }
        return chosen;
    }
}
