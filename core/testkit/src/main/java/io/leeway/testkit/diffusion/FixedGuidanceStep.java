package io.leeway.testkit.diffusion;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.WindowReturns;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step of a sampler that does not run: its estimate is given.
 *
 * @param index the step's index
 * @param steps how many there would be
 * @param sigma the noise level
 * @param count how many trajectories
 * @param horizon rows of each
 * @param noised count × horizon × width, may be longer
 * @param estimate the same, of the estimate
 * @param normalizer how to map to data units
 * @param policy the target policy, or null
 * @param critic the target critic, or null
 */
public record FixedGuidanceStep(
        int index,
        int steps,
        double sigma,
        int count,
        int horizon,
        float[] noised,
        float[] estimate,
        Normalizer normalizer,
        @Nullable Policy policy,
        @Nullable Critic critic)
        implements GuidanceStep {
    @Override
    public float[] conditioned(@Nullable Condition condition) {
        throw new LeewayException("A fixed step has no denoiser to condition");
    }

    @Override
    public Optional<WindowReturns> returns() {
        return Optional.empty();
    }
}
