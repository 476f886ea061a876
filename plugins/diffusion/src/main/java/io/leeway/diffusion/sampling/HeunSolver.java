package io.leeway.diffusion.sampling;

/**
 * Heun's method with added noise: second order, two evaluations a step (Karras et al. 2022, algorithm 2). Without churn
 * it is deterministic.
 *
 * <p>The released code of Jackson et al. 2024 predicts from where the step's own noise was not yet added, which
 * the correction mends; {@link HeunConfig#compatibility} does the same.
 */
final class HeunSolver implements Solver {
    /** The released code adds this to a level before it divides by it. */
    private static final double PUBLISHED_ROUNDING = 1e-9;

    private final HeunConfig config;
    private final boolean published;
    private final float[] slope;
    private final float[] before;
    private final float[] raised;

    HeunSolver(HeunConfig config, int size) {
        this.config = config;
        published = config.compatibility() == HeunConfig.Compatibility.PUBLISHED;
        slope = new float[size];
        before = new float[published ? size : 0];
        raised = new float[published ? size : 0];
    }

    @Override
    public void step(Chunk chunk, double sigma, double next) {
        double raised = raise(sigma);
        if (published) {
            System.arraycopy(chunk.noised(), 0, before, 0, before.length);
        }
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
        float width = (float) (next - sigma);
        for (int i = 0; i < chunk.size(); i++) {
            float noise = noised[i] - estimate[i];
            slope[i] = noise * perSigma;
            if (published) {
                raised[i] = noised[i];
                noised[i] = before[i] + width * slope[i];
            } else {
                noised[i] = estimate[i] + kept * noise;
            }
        }
    }

    private void correct(Chunk chunk, double sigma, double next) {
        float[] estimate = chunk.guidedEstimate(next);
        float[] noised = chunk.noised();
        float perSigma = (float) (1 / (published ? next + PUBLISHED_ROUNDING : next));
        float half = (float) ((next - sigma) / 2);
        for (int i = 0; i < chunk.size(); i++) {
            float other = (noised[i] - estimate[i]) * perSigma;
            noised[i] = published ? raised[i] + half * (slope[i] + other) : noised[i] + half * (other - slope[i]);
        }
    }
}
