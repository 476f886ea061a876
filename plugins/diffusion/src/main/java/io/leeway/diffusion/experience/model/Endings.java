package io.leeway.diffusion.experience.model;

import io.leeway.diffusion.experience.model.ModelStep.End;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.ActionScale;
import org.jspecify.annotations.Nullable;

/** The way to tell which steps of a model terminate. */
interface Endings {
    /** Marks the rows that terminate, among those that would go on. */
    void mark(ModelStep step, RandomSource random);

    /** Returns the environment's own rule, or null where there is no environment, or it does not tell. */
    static @Nullable Endings rule(@Nullable Environments environments) {
        if (environments == null
                || !(environments.spec().actionSpace() instanceof Space.Box box)
                || !box.type().isReal()) {
            return null;
        }
        ActionScale scale = new ActionScale(environments.spec());
        return environments
                .terminations()
                .<Endings>map(terminations -> (step, random) -> mark(terminations, scale, step))
                .orElse(null);
    }

    private static void mark(Environments.Terminations terminations, ActionScale scale, ModelStep step) {
        int count = step.count();
        boolean[] terminated = new boolean[count];
        double[] actions = new double[count * scale.size()];
        scale.toEnvironment(step.actions(), count, actions);
        terminations.terminated(
                doubles(step.observations()), actions, doubles(step.nextObservations()), count, terminated);
        for (int row = 0; row < count; row++) {
            mark(step, row, terminated[row]);
        }
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /**
     * Returns the model's own: a step terminates with the probability that it learned, or where that is above one half;
     * never, where it learned none.
     */
    static Endings learned(boolean deterministic) {
        return (step, random) -> {
            float[] terminals = step.predictions().terminals();
            for (int row = 0; row < terminals.length; row++) {
                mark(step, row, terminals[row] > (deterministic ? 0.5f : random.nextFloat()));
            }
        };
    }

    private static void mark(ModelStep step, int row, boolean terminated) {
        if (terminated && step.ends()[row] == End.NONE) {
            step.ends()[row] = End.TERMINAL;
        }
    }
}
