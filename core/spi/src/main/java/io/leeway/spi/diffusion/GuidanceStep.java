package io.leeway.spi.diffusion;

import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a sampler, as a guidance scheme sees it. Arrays are count × horizon × width, normalised, and may be
 * longer.
 */
public interface GuidanceStep {
    /** Returns the step's index, from 0. */
    int index();

    /** Returns how many steps the sampler takes. */
    int steps();

    /** Returns the noise level of {@link #noised}, in units of the data's standard deviation. */
    double sigma();

    /** Returns how many trajectories there are. */
    int count();

    /** Returns the rows of a trajectory. */
    int horizon();

    /** Returns the noised trajectories; a scheme of target {@code NOISED} writes to them. */
    float[] noised();

    /**
     * Returns the denoised estimate of {@link #noised}, computed at the first call and reused by the sampler; a scheme
     * of target {@code ESTIMATE} writes to it.
     */
    float[] estimate();

    /**
     * Returns another estimate of {@link #noised}, with the denoiser conditioned as given: one more evaluation, whose
     * result lasts until the next call.
     *
     * @param condition one row a trajectory, or null for none
     * @throws io.leeway.spi.LeewayException if the denoiser learns no condition
     */
    float[] conditioned(@Nullable Condition condition);

    /**
     * Conditions {@link #estimate} as given in place of what the request asked for, until the next step or evaluation.
     * Before the estimate was asked for it costs nothing; an estimate that was computed already is dropped.
     *
     * @param condition one row a trajectory
     * @throws io.leeway.spi.LeewayException if the denoiser learns no condition
     */
    void condition(Condition condition);

    /** Returns the returns that the denoiser was conditioned on, where it learns a condition. */
    Optional<WindowReturns> returns();

    /** Returns how to map to data units; its layout says which columns are which. */
    Normalizer normalizer();

    /** Returns the target policy, or null. */
    @Nullable
    Policy policy();

    /** Returns the target critic, or null. */
    @Nullable
    Critic critic();

    /** Returns the columns' meaning. */
    default TrajectoryLayout layout() {
        return normalizer().layout();
    }
}
