package io.leeway.diffusion.sampling;

/** Euler's method on the probability flow: first order, one evaluation a step (Karras et al. 2022, equation 3). */
final class EulerSolver implements Solver {
    @Override
    public void step(Chunk chunk, double sigma, double next) {
        float[] estimate = chunk.guidedEstimate(sigma);
        float[] noised = chunk.noised();
        float kept = (float) (next / sigma);
        for (int i = 0; i < chunk.size(); i++) {
            noised[i] = estimate[i] + kept * (noised[i] - estimate[i]);
        }
    }
}
