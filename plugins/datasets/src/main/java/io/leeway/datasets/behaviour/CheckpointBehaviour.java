package io.leeway.datasets.behaviour;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.support.ActionSpaces;
import io.leeway.spi.support.PolicyActions;
import jakarta.inject.Inject;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The trained agent of a run as a behaviour. */
public final class CheckpointBehaviour implements Behaviour {
    private static final String NAME = "The behaviour 'checkpoint'";

    private final CheckpointConfig config;
    private final TrainedPolicies policies;

    /** Creates the behaviour; the agent is read when it begins to play. */
    @Inject
    public CheckpointBehaviour(CheckpointConfig config, TrainedPolicies policies) {
        this.config = config;
        this.policies = policies;
    }

    @Override
    public String identity() {
        return policies.identity(config.run(), config.agent(), config.seed());
    }

    @Override
    public Player start(Environments environments, int count, RandomSource random) {
        EnvironmentSpec spec = environments.spec();
        Space.Box bounds = bounds(spec);
        TrainedPolicies.Trained trained = policies.open(config.run(), config.agent(), config.seed());
        try {
            check(trained.policy(), spec);
            return new Agent(
                    trained, PolicyActions.of(spec, trained.policy()), bounds, count, random, config.sampled());
        } catch (RuntimeException refused) {
            trained.close();
            throw refused;
        }
    }

    /** Returns the bounds of actions that are real numbers, or null for choices. */
    private static Space.@Nullable Box bounds(EnvironmentSpec spec) {
        if (ActionSpaces.choices(spec.id(), spec.actionSpace()).isPresent()) {
            return null;
        }
        BoundedActions.of(spec, NAME);
        return (Space.Box) spec.actionSpace();
    }

    private void check(Policy policy, EnvironmentSpec spec) {
        int observations = spec.observationSpace().flat().size();
        boolean wrong = spec.actionSpace() instanceof Space.Box box && policy.actionSize() != box.size();
        if (policy.observationSize() != observations || wrong) {
            throw new LeewayException(
                    NAME + " cannot play in " + spec.id() + ", whose observations have " + observations
                            + " columns and whose actions " + words(spec.actionSpace()) + ": the agent of "
                            + config.run() + " has " + policy.observationSize() + " and "
                            + policy.actionSize()
                            + ". Choose the environment that it was trained for, or another run");
        }
    }

    private static String words(Space actions) {
        return actions instanceof Space.Box box ? "have " + box.size() : "are from " + ActionSpaces.describe(actions);
    }

    private static final class Agent implements Player {
        private final TrainedPolicies.Trained trained;
        private final PolicyActions elements;
        private final Space.@Nullable Box bounds;
        private final int count;
        private final RandomSource random;
        private final boolean sampled;
        private final float[] seen;
        private final float[] chosen;

        Agent(
                TrainedPolicies.Trained trained,
                PolicyActions elements,
                Space.@Nullable Box bounds,
                int count,
                RandomSource random,
                boolean sampled) {
            this.trained = trained;
            this.elements = elements;
            this.bounds = bounds;
            this.count = count;
            this.random = random;
            this.sampled = sampled;
            seen = new float[Math.multiplyExact(count, trained.policy().observationSize())];
            chosen = new float[Math.multiplyExact(count, trained.policy().actionSize())];
        }

        @Override
        public void act(double[] observations, boolean[] begun, double[] actions) {
            for (int i = 0; i < seen.length; i++) {
                seen[i] = (float) observations[i];
            }
            if (sampled) {
                trained.policy().sample(seen, count, random, chosen);
            } else {
                trained.policy().act(seen, count, chosen);
            }
            if (bounds == null) {
                long[] choices = ((Value.Integers) elements.elements(chosen, count)).values();
                Arrays.setAll(actions, i -> choices[i]);
                return;
            }
            for (int i = 0; i < chosen.length; i++) {
                actions[i] = scaled(chosen[i], bounds.low()[i % bounds.size()], bounds.high()[i % bounds.size()]);
            }
        }

        /** Computes what an evaluation does, to the last bit. */
        private static double scaled(float unit, double low, double high) {
            double action = low == -1 && high == 1 ? unit : low + (unit + 1.0) / 2 * (high - low);
            return Math.max(low, Math.min(high, action));
        }

        @Override
        public void close() {
            trained.close();
        }
    }
}
