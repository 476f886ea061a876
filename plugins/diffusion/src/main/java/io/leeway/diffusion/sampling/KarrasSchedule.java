package io.leeway.diffusion.sampling;

import java.util.Arrays;

/**
 * Falling noise levels: equally spaced after a power of 1/ρ, then 0 (Karras et al. 2022, equation 5).
 *
 * @param steps how many steps, at least 1
 * @param sigmaMin the last level before 0
 * @param sigmaMax the first level
 * @param rho how much closer the levels stand where they are small
 */
record KarrasSchedule(int steps, double sigmaMin, double sigmaMax, double rho) {
    private static final double ROUNDING = 1e-9;

    /**
     * Checks that levels fall.
     *
     * @throws IllegalArgumentException if they do not, naming the configuration's keys
     */
    static void checkRange(double sigmaMin, double sigmaMax) {
        if (!(sigmaMin > 0 && sigmaMin < sigmaMax)) {
            throw new IllegalArgumentException(
                    "sigma-min must be above 0 and below sigma-max, but they are " + sigmaMin + " and " + sigmaMax);
        }
    }

    /** Returns {@code steps + 1} levels, the last of them 0. */
    double[] levels() {
        double[] levels = new double[steps + 1];
        double high = Math.pow(sigmaMax, 1 / rho);
        double low = Math.pow(sigmaMin, 1 / rho);
        for (int i = 0; i < steps; i++) {
            levels[i] = Math.pow(steps == 1 ? high : high + (low - high) * i / (steps - 1), rho);
        }
        return levels;
    }

    /** Returns levels from {@code start} down, as far apart as they are in the whole: so fewer steps from a low start. */
    double[] levelsFrom(double start) {
        long below = Arrays.stream(levels())
                .filter(level -> level > 0 && level < start * (1 - ROUNDING))
                .count();
        return below == 0
                ? new double[] {start, 0}
                : new KarrasSchedule((int) below + 1, sigmaMin, start, rho).levels();
    }
}
