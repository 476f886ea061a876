package io.leeway.environment.evaluation;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.PolicyActions;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A player of episodes in one vector of environments, which it makes, and makes again. */
final class EpisodeGroup implements AutoCloseable {
    static final int STEP_LIMIT = 100_000;

    private final Environments environments;
    private final PolicyActions elements;
    private final EpisodeLanes lanes;
    private float[] actions = {};
    private float[] observations = {};
    private @Nullable VectorEnvironment vector;
    private @Nullable Supplier<VectorEnvironment.Step> pending;
    private int restarts;

    EpisodeGroup(Environments environments, PolicyActions elements, EpisodeLanes lanes) {
        this.environments = environments;
        this.elements = elements;
        this.lanes = lanes;
    }

    /** Returns how often its environments were given up. */
    int restarts() {
        return restarts;
    }

    /** Returns which episodes are under way in which environment, for errors. */
    String names() {
        return lanes.names() + " of " + environments.spec().id();
    }

    /**
     * Takes the outcome of the step under way, or begins episodes where there is none.
     *
     * @return what the policy acts on next, or null if no episode is left to begin
     * @throws EnvironmentException if the environments failed: {@link #giveUp} and {@link #close} then
     */
    @Nullable
    Value await() {
        VectorEnvironment stepped = vector;
        Supplier<VectorEnvironment.Step> awaited = pending;
        if (stepped != null && awaited != null) {
            return outcome(stepped, awaited);
        }
        lanes.fill();
        return lanes.running() ? begin() : null;
    }

    /**
     * Takes episodes that others play, to play them too; {@link #await} begins them. There are none of its own.
     *
     * @param most how many may play an episode already
     * @return whether there were any
     */
    boolean takeSpare(int most) {
        lanes.fillSpare(most);
        return lanes.running();
    }

    private Value begin() {
        VectorEnvironment made = vector;
        if (made == null) {
            made = environments.make(
                    VectorOptions.of(lanes.count(), AutoresetMode.DISABLED).withInfos(Set.of()));
            vector = made;
        }
        return reset(made, null);
    }

    private Value reset(VectorEnvironment made, boolean @Nullable [] mask) {
        Long[] seeds = new Long[lanes.count()];
        for (int i = 0; i < seeds.length; i++) {
            seeds[i] = mask == null || mask[i] ? lanes.seed(i) : null;
        }
        Value seen = made.reset(seeds, mask, Map.of()).observations();
        check(seen.reals());
        return seen;
    }

    private @Nullable Value outcome(VectorEnvironment stepped, Supplier<VectorEnvironment.Step> awaited) {
        VectorEnvironment.Step step = awaited.get();
        pending = null;
        boolean[] fresh = new boolean[lanes.count()];
        boolean any = false;
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = step.terminated()[i] || step.truncated()[i];
            count(i, step.rewards()[i]);
        }
        check(step.observations().reals());
        for (int i = 0; i < fresh.length; i++) {
            if (fresh[i] && lanes.counted(i)) {
                lanes.end(i, step.terminated()[i]);
            }
        }
        lanes.dropPlayed();
        boolean[] begun = lanes.fill();
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] |= begun[i];
            any |= fresh[i];
        }
        if (!lanes.running()) {
            return null;
        }
        return any ? reset(stepped, fresh) : step.observations();
    }

    private void count(int environment, double reward) {
        if (!lanes.counted(environment)) {
            return;
        }
        lanes.add(environment, reward);
        if (!Double.isFinite(reward)) {
            throw invalid(environment, "reward " + reward);
        } else if (lanes.steps(environment) > STEP_LIMIT) {
            throw new LeewayException("An episode of " + environments.spec().id() + " has not ended after " + STEP_LIMIT
                    + " steps: give the environment a time limit");
        }
    }

    private void check(double[] seen) {
        int size = seen.length / lanes.count();
        for (int i = 0; i < seen.length; i++) {
            if (!Double.isFinite(seen[i]) && lanes.counted(i / size)) {
                throw invalid(i / size, "observation " + seen[i] + " in column " + i % size);
            }
        }
    }

    private EnvironmentException invalid(int environment, String what) {
        String when = lanes.steps(environment) == 0 ? "its reset" : "step " + lanes.steps(environment);
        return new EnvironmentException(
                EnvironmentException.Kind.ENVIRONMENT_ERROR,
                "Episode " + lanes.number(environment) + " of "
                        + environments.spec().id() + " (seed " + lanes.seed(environment) + ") gave the " + what + " at "
                        + when);
    }

    /**
     * Has the policy act, and begins the step.
     *
     * @param seen as {@link #await} returned it
     * @throws EnvironmentException if the environments failed: {@link #giveUp} and {@link #close} then
     */
    void act(Policy policy, Value seen) {
        VectorEnvironment stepped = vector;
        if (stepped == null) {
            throw new IllegalStateException("There is no environment to act in");
        }
        double[] values = seen.reals();
        if (values.length != lanes.count() * policy.observationSize()) {
            throw new LeewayException(
                    "The policy was trained on observations of " + policy.observationSize() + " columns, but those of "
                            + environments.spec().id() + " have " + values.length / lanes.count()
                            + ": evaluate it in the environment that its data is from");
        }
        if (observations.length == 0) {
            observations = new float[lanes.rows() * policy.observationSize()];
            actions = new float[lanes.rows() * policy.actionSize()];
        }
        placeRows(values, policy.observationSize(), false);
        placeRows(values, policy.observationSize(), true);
        policy.act(observations, lanes.rows(), actions);
        pending = stepped.stepAsync(elements.elements(chosen(policy.actionSize()), lanes.count()));
    }

    /** Puts observations into their rows; those that count come last, as others may have the same rows. */
    private void placeRows(double[] values, int size, boolean counted) {
        for (int i = 0; i < lanes.count(); i++) {
            int row = lanes.row(i);
            for (int column = 0; lanes.counted(i) == counted && column < size; column++) {
                observations[row * size + column] = (float) values[i * size + column];
            }
        }
    }

    private float[] chosen(int size) {
        float[] chosen = new float[lanes.count() * size];
        for (int i = 0; i < lanes.count(); i++) {
            System.arraycopy(actions, lanes.row(i) * size, chosen, i * size, size);
        }
        return chosen;
    }

    /** Gives up the episodes, so that others can play them; {@link #close} gives up the environments. */
    void giveUp() {
        restarts++;
        lanes.giveBack();
    }

    /**
     * Closes the environments, which {@link #await} makes anew; those that failed may fail to close, which says nothing
     * new.
     */
    @Override
    public void close() {
        VectorEnvironment closed = vector;
        vector = null;
        pending = null;
        if (closed != null) {
            try {
                closed.close();
            } catch (EnvironmentException alreadyLost) {
                // its episodes are played again or were given up, with the reason told there
            }
        }
    }
}
