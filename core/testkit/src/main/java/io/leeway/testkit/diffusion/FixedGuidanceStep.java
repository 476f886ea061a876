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
 * A step of a sampler that does not run: its estimate is given. With a condition, each trajectory's estimate is larger
 * by the condition's first value.
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
 * @param learned the returns that the denoiser was conditioned on, or null where it learned no condition
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
        @Nullable Critic critic,
        @Nullable WindowReturns learned)
        implements GuidanceStep {
    /** Creates a step whose denoiser learned no condition. */
    public FixedGuidanceStep(
            int index,
            int steps,
            double sigma,
            int count,
            int horizon,
            float[] noised,
            float[] estimate,
            Normalizer normalizer,
            @Nullable Policy policy,
            @Nullable Critic critic) {
        this(index, steps, sigma, count, horizon, noised, estimate, normalizer, policy, critic, null);
    }

    @Override
    public float[] conditioned(@Nullable Condition condition) {
        float[] other = estimate.clone();
        if (condition != null) {
            add(condition, other);
        }
        return other;
    }

    @Override
    public void condition(Condition condition) {
        add(condition, estimate);
    }

    private void add(Condition condition, float[] values) {
        if (learned == null) {
            throw new LeewayException("This step's denoiser learned no condition");
        }
        int size = horizon * layout().width();
        for (int i = 0; i < count * size; i++) {
            values[i] += condition.values()[i / size * condition.size()];
        }
    }

    @Override
    public Optional<WindowReturns> returns() {
        return Optional.ofNullable(learned);
    }
}
