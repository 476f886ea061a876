package io.leeway.diffusion.sampling;

/**
 * Heun's method with added noise: second order, two evaluations a step (Karras et al. 2022, algorithm 2). Without churn
 * it is deterministic.
 */
final class HeunSolver implements Solver {
    private final HeunConfig config;
    private final float[] slope;

    HeunSolver(HeunConfig config, int size) {
        this.config = config;
        slope = new float[size];
    }

    @Override
    public void step(Chunk chunk, double sigma, double next) {
        double raised = raise(sigma);
        if (raised > sigma) {
            chunk.addNoise(config.noiseScale() * Math.sqrt(raised * raised - sigma * sigma));
        }
        predict(chunk, raised, next);
        if (next > 0) {
            correct(chunk, raised, next);
        }
    }

    private double raise(double sigma) {
        if (sigma < config.churnSigmaMin() || sigma > config.churnSigmaMax()) {
            return sigma;
        }
        return sigma * (1 + Math.min(config.churn() / config.steps(), Math.sqrt(2) - 1));
    }

    private void predict(Chunk chunk, double sigma, double next) {
        float[] estimate = chunk.guidedEstimate(sigma);
        float[] noised = chunk.noised();
        float perSigma = (float) (1 / sigma);
        float kept = (float) (next / sigma);
        for (int i = 0; i < chunk.size(); i++) {
            float noise = noised[i] - estimate[i];
            slope[i] = noise * perSigma;
            noised[i] = estimate[i] + kept * noise;
        }
    }

    private void correct(Chunk chunk, double sigma, double next) {
        float[] estimate = chunk.guidedEstimate(next);
        float[] noised = chunk.noised();
        float perSigma = (float) (1 / next);
        float half = (float) ((next - sigma) / 2);
        for (int i = 0; i < chunk.size(); i++) {
            noised[i] += half * ((noised[i] - estimate[i]) * perSigma - slope[i]);
        }
    }
}
