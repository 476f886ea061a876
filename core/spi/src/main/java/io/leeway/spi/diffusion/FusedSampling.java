package io.leeway.spi.diffusion;

import io.leeway.spi.Internal;
import java.util.List;

/**
 * The capability of a denoiser to run a sampler's whole loop itself, without a return to Java at every stage: on an
 * accelerator, noise and guidance are then made where the network runs.
 */
@Internal
public interface FusedSampling {
    /**
     * Returns whether it is the faster way on the denoiser's device, and so taken unless a sampler is told otherwise.
     */
    boolean preferred();

    /** Returns whether these stages can be run with this request's guidance, policy and constraints. */
    boolean supports(List<SolverStage> stages, SamplingRequest request);

    /**
     * Moves some of a request's trajectories from noise to data. What comes out has the distribution of the loop's
     * stages, and is the same each time; its noise is drawn otherwise than in Java.
     *
     * @param stages all of them, supported
     * @param first the index in the request of the first trajectory
     * @param count how many trajectories
     * @param noised count × horizon × width, normalised; begins as noise and ends as data
     */
    void run(List<SolverStage> stages, SamplingRequest request, int first, int count, float[] noised);
}
