package io.leeway.diffusion.sampling;

/**
 * DPM-Solver++(2M): second order with one evaluation a step, by extrapolating from the step before (Lu et al. 2022,
 * algorithm 2). With η above 0 it solves the stochastic equation instead, and adds noise at every step but the last
 * (SDE-DPM-Solver++(2M), the midpoint form).
 */
final class DpmSolver implements Solver {
    private final double eta;
    private final double noiseScale;
    private final float[] previous;
    private double previousWidth;

    /**
     * Creates a solver.
     *
     * @param eta how much noise is taken out and put in anew, 0 for none
     * @param noiseScale a factor on the noise that is put in
     * @param size how many values it moves
     */
    DpmSolver(double eta, double noiseScale, int size) {
        this.eta = eta;
        this.noiseScale = noiseScale;
        previous = new float[size];
    }

    @Override
    public void step(Chunk chunk, double sigma, double next) {
        float[] estimate = chunk.guidedEstimate(sigma);
        float[] noised = chunk.noised();
        int size = chunk.size();
        if (next == 0) {
            System.arraycopy(estimate, 0, noised, 0, size);
            return;
        }
        double width = Math.log(sigma / next);
        float kept = (float) Math.exp(-(1 + eta) * width);
        float extrapolated = previousWidth == 0 ? 0 : (float) (width / (2 * previousWidth));
        for (int i = 0; i < size; i++) {
            float target = estimate[i] + extrapolated * (estimate[i] - previous[i]);
            noised[i] = target + kept * (noised[i] - target);
        }
        System.arraycopy(estimate, 0, previous, 0, size);
        previousWidth = width;
        if (eta > 0) {
            chunk.addNoise(noiseScale * next * Math.sqrt(-Math.expm1(-2 * eta * width)));
        }
    }
}
