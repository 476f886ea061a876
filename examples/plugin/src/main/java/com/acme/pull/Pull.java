package com.acme.pull;

import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import jakarta.inject.Inject;

/**
 * A guidance scheme that prefers small actions: samples are from p(τ) · exp(−strength · Σ x² / 2), x the normalised
 * actions.
 *
 * <p>The penalty is quadratic, so the exact (proximal) step divides the estimate by 1 + strength · v, where v = σ² / (1
 * + σ²) is the posterior variance of unit-variance data.
 */
public final class Pull implements Guidance {
    private final PullConfig config;

    /** Creates the scheme; Leeway calls this with what the user configured. */
    @Inject
    public Pull(PullConfig config) {
        this.config = config;
    }

    @Override
    public Target target() {
        return Target.ESTIMATE;
    }

    @Override
    public void guide(GuidanceStep step) {
        TrajectoryLayout layout = step.layout();
        float[] estimate = step.estimate();
        double variance = step.sigma() * step.sigma() / (1 + step.sigma() * step.sigma());
        float factor = (float) (1 / (1 + config.strength() * variance));
        for (int row = 0; row < step.count() * step.horizon(); row++) {
            int from = row * layout.width();
            for (int column = layout.actionOffset(); column < layout.rewardColumn(); column++) {
                estimate[from + column] *= factor;
            }
        }
    }
}
