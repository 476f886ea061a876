package io.leeway.experiment.dynamics;

import java.util.List;

/**
 * Errors of a model that goes on from what it predicted itself, over actions that were really taken: one value a step,
 * the first after one step. They are root mean squares over the columns of an observation that vary, in units of the
 * data's standard deviation, so that 1 is the error of predicting the data's mean.
 *
 * @param starts how many held-out states were started from
 * @param errors of the members' mean, over the rollouts that are still within the data; shorter than the others where
 *     none is
 * @param unchanged the errors of predicting the state that was started from
 * @param left how many rollouts have left the data by then, more than 10 deviations from its mean in some column, and
 *     are cut there
 */
public record StepErrors(int starts, List<Double> errors, List<Double> unchanged, List<Integer> left) {
    /** Makes the lists unmodifiable. */
    public StepErrors {
        errors = List.copyOf(errors);
        unchanged = List.copyOf(unchanged);
        left = List.copyOf(left);
    }
}
