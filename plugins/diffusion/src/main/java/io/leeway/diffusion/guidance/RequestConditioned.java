package io.leeway.diffusion.guidance;

import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;

/**
 * Classifier-free guidance (Ho and Salimans 2022) towards the condition of the request, which may differ from one
 * trajectory to the next: the estimate becomes D + w·(D_condition − D).
 *
 * @param coefficient w: 1 leaves the conditional estimate as it is
 */
public record RequestConditioned(double coefficient) implements Guidance {
    @Override
    public Target target() {
        return coefficient == 1 ? Target.NOTHING : Target.ESTIMATE;
    }

    @Override
    public void guide(GuidanceStep step) {
        float[] estimate = step.estimate();
        float[] unconditional = step.conditioned(null);
        float weight = (float) coefficient;
        int size = step.count() * step.horizon() * step.layout().width();
        for (int i = 0; i < size; i++) {
            estimate[i] = unconditional[i] + weight * (estimate[i] - unconditional[i]);
        }
    }
}
