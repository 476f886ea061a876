package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.SolverStage;
import java.util.ArrayList;
import java.util.List;

/** Euler's method on the probability flow: first order, one evaluation a step (Karras et al. 2022, equation 3). */
final class EulerStages {
    private EulerStages() {}

    /** Returns the stages from the first of those levels to the last, which is 0. */
    static List<SolverStage> through(double[] levels) {
        List<SolverStage> stages = new ArrayList<>();
        for (int step = 0; step + 1 < levels.length; step++) {
            stages.add(SolverStage.keeping(step, levels[step], levels[step + 1] / levels[step]));
        }
        return stages;
    }
}
