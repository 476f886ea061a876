package io.leeway.testkit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Denoiser;
import org.junit.jupiter.api.Test;

final class GaussianDenoiserTest extends DenoiserContract {
    @Override
    protected Denoiser denoiser(RandomSource random) {
        return new GaussianDenoiser(5, 0, 1);
    }

    /** It knows its answer from the beginning. */
    @Override
    void trainingLowersTheLoss() {}

    @Test
    void weighsWhatItSeesAgainstWhatItKnows() {
        GaussianDenoiser denoiser = GaussianDenoiser.standard(TrajectoryLayout.of(1, 1), 1, 2, 0.5);
        float[] estimate = new float[8];
        float[] noised = {1, 1, 1, 1, 3, 3, 3, 3};
        denoiser.denoise(noised, new float[] {0.5f, 1}, null, 2, estimate);
        assertThat(estimate).containsExactly(1.5f, 1.5f, 1.5f, 1.5f, 2.2f, 2.2f, 2.2f, 2.2f);
        denoiser.denoise(noised, new float[] {0.5f, 1}, new Condition(1, new float[] {4, 0}), 2, estimate);
        assertThat(estimate).containsExactly(3.5f, 3.5f, 3.5f, 3.5f, 2.2f, 2.2f, 2.2f, 2.2f);
        assertThat(denoiser.evaluations()).isEqualTo(4);
    }
}
