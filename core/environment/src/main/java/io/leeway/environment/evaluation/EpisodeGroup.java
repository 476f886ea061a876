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

/** A player of a queue of episodes in one vector of environments, which it makes, and makes again. */
final class EpisodeGroup implements AutoCloseable {
    static final int STEP_LIMIT = 100_000;

    private final Environments environments;
    private final PolicyActions elements;
    private final EpisodeQueue queue;
    private float[] actions = {};
    private float[] observations = {};
    private @Nullable VectorEnvironment vector;
    private @Nullable Supplier<VectorEnvironment.Step> pending;
    private int restarts;

    EpisodeGroup(Environments environments, PolicyActions elements, EpisodeQueue queue) {
        this.environments = environments;
        this.elements = elements;
        this.queue = queue;
    }

    boolean running() {
        return queue.running();
    }

    /** Returns how often its environments were given up. */
    int restarts() {
        return restarts;
    }

    /** Returns which episodes are under way in which environment, for errors. */
    String names() {
        return queue.names() + " of " + environments.spec().id();
    }

    /**
     * Takes the outcome of the step under way, if there is one, and begins the next one.
     *
     * @throws EnvironmentException if the environments failed: {@link #restart} then
     */
    void advance(Policy policy) {
        Value seen = vector == null || pending == null ? begin() : outcome(vector, pending);
        if (running()) {
            act(policy, seen);
        } else {
            close();
        }
    }

    private Value begin() {
        VectorEnvironment made = environments.make(
                VectorOptions.of(queue.count(), AutoresetMode.DISABLED).withInfos(Set.of()));
        vector = made;
        return reset(made, null);
    }

    private Value reset(VectorEnvironment made, boolean @Nullable [] mask) {
        Long[] seeds = new Long[queue.count()];
        for (int i = 0; i < seeds.length; i++) {
            seeds[i] = mask == null || mask[i] ? queue.seed(i) : null;
        }
        Value seen = made.reset(seeds, mask, Map.of()).observations();
        check(seen.reals());
        return seen;
    }

    private Value outcome(VectorEnvironment stepped, Supplier<VectorEnvironment.Step> awaited) {
        VectorEnvironment.Step step = awaited.get();
        boolean[] over = new boolean[queue.count()];
        boolean any = false;
        for (int i = 0; i < over.length; i++) {
            over[i] = step.terminated()[i] || step.truncated()[i];
            any |= over[i];
            count(i, step.rewards()[i]);
        }
        check(step.observations().reals());
        for (int i = 0; i < over.length; i++) {
            if (over[i] && queue.counted(i)) {
                queue.end(i, step.terminated()[i]);
            }
        }
        return any && running() ? reset(stepped, over) : step.observations();
    }

    private void count(int environment, double reward) {
        if (!queue.counted(environment)) {
            return;
        }
        queue.add(environment, reward);
        if (!Double.isFinite(reward)) {
            throw invalid(environment, "reward " + reward);
        } else if (queue.steps(environment) > STEP_LIMIT) {
            throw new LeewayException("An episode of " + environments.spec().id() + " has not ended after " + STEP_LIMIT
                    + " steps: give the environment a time limit");
        }
    }

    private void check(double[] seen) {
        int size = seen.length / queue.count();
        for (int i = 0; i < seen.length; i++) {
            if (!Double.isFinite(seen[i]) && queue.counted(i / size)) {
                throw invalid(i / size, "observation " + seen[i] + " in column " + i % size);
            }
        }
    }

    private EnvironmentException invalid(int environment, String what) {
        String when = queue.steps(environment) == 0 ? "its reset" : "step " + queue.steps(environment);
        return new EnvironmentException(
                EnvironmentException.Kind.ENVIRONMENT_ERROR,
                "Episode " + queue.number(environment) + " of "
                        + environments.spec().id() + " (seed " + queue.seed(environment) + ") gave the " + what + " at "
                        + when);
    }

    private void act(Policy policy, Value seen) {
        VectorEnvironment stepped = vector;
        if (stepped == null) {
            throw new IllegalStateException("There is no environment to act in");
        }
        double[] values = seen.reals();
        if (values.length != queue.count() * policy.observationSize()) {
            throw new LeewayException(
                    "The policy was trained on observations of " + policy.observationSize() + " columns, but those of "
                            + environments.spec().id() + " have " + values.length / queue.count()
                            + ": evaluate it in the environment that its data is from");
        }
        if (observations.length != values.length) {
            observations = new float[values.length];
            actions = new float[queue.count() * policy.actionSize()];
        }
        for (int i = 0; i < values.length; i++) {
            observations[i] = (float) values[i];
        }
        policy.act(observations, queue.count(), actions);
        pending = stepped.stepAsync(elements.elements(actions, queue.count()));
    }

    /** Gives up the environments: the next {@link #advance} makes them anew and begins their episodes again. */
    void restart() {
        restarts++;
        queue.startAgain();
        close();
    }

    /** Closes the environments; those that failed may fail to close, which says nothing new. */
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
