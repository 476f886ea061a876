package io.leeway.diffusion.guidance;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.agent.QuadraticCritic;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import org.jspecify.annotations.Nullable;

/**
 * Gaussian data whose actions are so small that tanh is straight: in normalised units everything about a Gaussian
 * policy, or a quadratic critic, is in closed form.
 */
public final class SmallActions {
    public static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(1, 1);
    static final int COUNT = 400;
    static final int HORIZON = 10;
    private static final float UNIT = 0.005f;

    private SmallActions() {}

    record Moments(double mean, double deviation) {
        static Moments of(float[] values) {
            double mean = 0;
            double squares = 0;
            for (float value : values) {
                mean += value / values.length;
                squares += (double) value * value / values.length;
            }
            return new Moments(mean, Math.sqrt(squares - mean * mean));
        }
    }

    /** Returns N(mean, deviation²), in normalised units. */
    public static Policy policy(double mean, double deviation) {
        return GaussianPolicy.constant(1, 1, (float) (mean * UNIT), (float) (deviation * UNIT));
    }

    /** Returns the critic whose value is that policy's log-likelihood but for its constant. */
    static Critic critic(double mean, double deviation) {
        return QuadraticCritic.ofWidth((float) (deviation * UNIT), (float) (mean * UNIT));
    }

    /** Returns a request for unguided trajectories of values N(mean, deviation²). */
    public static SamplingRequest request(double mean, double deviation) {
        GaussianDenoiser denoiser = new GaussianDenoiser(HORIZON, mean, deviation);
        denoiser.begin(new Normalizer(LAYOUT, new float[4], new float[] {1, UNIT, 1, 1}));
        return SamplingRequest.of(denoiser, COUNT, RandomSource.of(1));
    }

    /** Samples from N(0, 1), guided, and returns the normalised actions. */
    static float[] guided(Sampler sampler, Guidance guidance, @Nullable Policy policy, @Nullable Critic critic) {
        return actions(sampler, request(0, 1).withGuidance(guidance, policy, critic));
    }

    /** Samples and returns the normalised actions. */
    static float[] actions(Sampler sampler, SamplingRequest request) {
        float[] values = sampler.sample(request).trajectories().values();
        float[] actions = new float[request.count() * HORIZON];
        for (int row = 0; row < actions.length; row++) {
            double action = values[row * LAYOUT.width() + 1];
            actions[row] = (float) (0.5 * Math.log((1 + action) / (1 - action)) / UNIT);
        }
        return actions;
    }
}
