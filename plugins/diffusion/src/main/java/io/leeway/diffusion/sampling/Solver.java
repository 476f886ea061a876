package io.leeway.diffusion.sampling;

/** Moves trajectories from one noise level to the next. One solver serves one chunk from its first step to its last. */
interface Solver {
    /**
     * Moves {@link Chunk#noised()} from {@code sigma} to {@code next}.
     *
     * @param sigma the noise level now, above 0
     * @param next the level to reach, 0 in the last step
     */
    void step(Chunk chunk, double sigma, double next);
}
