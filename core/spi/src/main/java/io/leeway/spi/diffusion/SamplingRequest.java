package io.leeway.spi.diffusion;

import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Trajectories;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sampler's task: how many trajectories, by which denoiser, from what, and guided how. Begin with {@link #of} and add
 * the rest with the {@code with} methods.
 *
 * @param denoiser a trained denoiser
 * @param count how many trajectories
 * @param random where all noise comes from
 * @param guidance the scheme that nudges each step, or null for none
 * @param policy the target policy, or null; a scheme that needs one says so
 * @param critic the target critic, or null
 * @param condition what to condition on, one row a trajectory, or null
 * @param known values that are held fixed (inpainting), or null
 * @param start trajectories to start from in place of pure noise, or null
 * @param progress told of every trajectory that is done
 */
public record SamplingRequest(
        Denoiser denoiser,
        int count,
        RandomSource random,
        @Nullable Guidance guidance,
        @Nullable Policy policy,
        @Nullable Critic critic,
        @Nullable Condition condition,
        @Nullable Known known,
        @Nullable Start start,
        Progress.Task progress) {

    /**
     * Values that every step holds fixed: a given first state, or given columns.
     *
     * @param trajectories one for each trajectory of the request, in data units
     * @param mask horizon × width; true where the value is known
     */
    public record Known(Trajectories trajectories, boolean[] mask) {}

    /**
     * Trajectories to noise to {@code sigma} and denoise from there (SDEdit; Meng et al. 2022).
     *
     * @param trajectories one for each trajectory of the request, in data units
     * @param sigma the noise level to start at, in units of the data's standard deviation
     */
    public record Start(Trajectories trajectories, double sigma) {}

    /** Returns a request for unguided trajectories from pure noise. */
    public static SamplingRequest of(Denoiser denoiser, int count, RandomSource random) {
        return new SamplingRequest(denoiser, count, random, null, null, null, null, null, null, (amount, detail) -> {});
    }

    /**
     * Returns a copy for a few of the trajectories, the first ones, to find something out with: unguided, from another
     * random stream, with the same conditions, known values and start.
     *
     * @param most how many trajectories, or all where there are fewer
     */
    public SamplingRequest pilot(int most, RandomSource stream) {
        int few = Math.min(most, count);
        return new SamplingRequest(
                denoiser,
                few,
                stream,
                null,
                policy,
                critic,
                condition == null
                        ? null
                        : new Condition(condition.size(), Arrays.copyOf(condition.values(), few * condition.size())),
                known == null ? null : new Known(known.trajectories().slice(0, few), known.mask()),
                start == null ? null : new Start(start.trajectories().slice(0, few), start.sigma()),
                (amount, detail) -> progress.advance(0, detail));
    }

    /** Returns a copy that is guided towards a policy, and a critic where there is one. */
    public SamplingRequest withGuidance(Guidance scheme, @Nullable Policy target, @Nullable Critic value) {
        return new SamplingRequest(denoiser, count, random, scheme, target, value, condition, known, start, progress);
    }

    /** Returns this request with its scheme prepared, as a sampler begins with; see {@link Guidance#prepare}. */
    public SamplingRequest prepared(Sampler sampler) {
        return guidance == null ? this : withGuidance(guidance.prepare(sampler, this), policy, critic);
    }

    /** Returns a copy with a condition. */
    public SamplingRequest withCondition(Condition given) {
        return new SamplingRequest(denoiser, count, random, guidance, policy, critic, given, known, start, progress);
    }

    /** Returns a copy that holds values fixed. */
    public SamplingRequest withKnown(Known given) {
        return new SamplingRequest(
                denoiser, count, random, guidance, policy, critic, condition, given, start, progress);
    }

    /** Returns a copy that starts from noised trajectories. */
    public SamplingRequest withStart(Start given) {
        return new SamplingRequest(
                denoiser, count, random, guidance, policy, critic, condition, known, given, progress);
    }

    /** Returns a copy that reports to {@code task}. */
    public SamplingRequest withProgress(Progress.Task task) {
        return new SamplingRequest(denoiser, count, random, guidance, policy, critic, condition, known, start, task);
    }
}
