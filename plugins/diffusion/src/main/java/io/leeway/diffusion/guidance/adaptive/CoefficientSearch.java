package io.leeway.diffusion.guidance.adaptive;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A search for the coefficient at which an effect that grows with it reaches a goal: secants in the logarithms of both,
 * since a small coefficient's effect is about a power of it, and bisection where the effect has no logarithm.
 *
 * @param smallest the smallest coefficient to try
 * @param largest the largest
 * @param trials how many are tried at most
 */
record CoefficientSearch(double smallest, double largest, int trials) {
    /** The largest factor from one trial to the next while the goal is not enclosed. */
    private static final double STRIDE = 16;
    /** How near to an end of what encloses the goal the next trial may lie, as a part of it. */
    private static final double MARGIN = 0.1;

    /**
     * A coefficient that was tried.
     *
     * @param coefficient the coefficient
     * @param effect what it did
     * @param number how many were tried up to the last
     */
    record Trial(double coefficient, double effect, int number) {}

    /**
     * Returns the trial that came nearest.
     *
     * @param effect of a coefficient; 0 at 0
     * @param goal above 0
     * @param near how far from the goal ends the search
     */
    Trial find(DoubleUnaryOperator effect, double goal, double near) {
        Trial trial = tried(effect, Math.max(smallest, Math.min(largest, 1)), 1);
        Trial best = trial;
        Trial below = null;
        Trial above = null;
        Trial last = null;
        while (trial.number < trials && distance(trial, goal) > near && !isAtEnd(trial, goal)) {
            below = trial.effect < goal ? trial : below;
            above = trial.effect < goal ? above : trial;
            double next = below != null && above != null ? between(below, above, goal) : onwards(last, trial, goal);
            last = trial;
            trial = tried(effect, next, trial.number + 1);
            best = distance(trial, goal) < distance(best, goal) ? trial : best;
        }
        return new Trial(best.coefficient, best.effect, trial.number);
    }

    private static Trial tried(DoubleUnaryOperator effect, double coefficient, int number) {
        return new Trial(coefficient, effect.applyAsDouble(coefficient), number);
    }

    private boolean isAtEnd(Trial trial, double goal) {
        return trial.effect < goal ? trial.coefficient >= largest : trial.coefficient <= smallest;
    }

    private static double distance(Trial trial, double goal) {
        return Math.abs(trial.effect - goal);
    }

    private static double between(Trial below, Trial above, double goal) {
        double part = below.effect > 0 ? Math.log(goal / below.effect) / Math.log(above.effect / below.effect) : 0.5;
        double inside = Math.max(MARGIN, Math.min(1 - MARGIN, part));
        return below.coefficient * Math.pow(above.coefficient / below.coefficient, inside);
    }

    /** Goes on along the line through the last two trials, or as if the effect were proportional. */
    private double onwards(@Nullable Trial last, Trial trial, double goal) {
        double factor = trial.effect > 0 ? goal / trial.effect : STRIDE;
        if (last != null && last.effect > 0 && trial.effect > 0) {
            double slope = Math.log(trial.effect / last.effect) / Math.log(trial.coefficient / last.coefficient);
            factor = Math.pow(factor, 1 / Math.max(0.2, Math.min(2, slope)));
        }
        double bounded = Math.max(1 / STRIDE, Math.min(STRIDE, factor));
        return Math.max(smallest, Math.min(largest, trial.coefficient * bounded));
    }
}
