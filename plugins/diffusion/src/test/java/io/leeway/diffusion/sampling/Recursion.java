package io.leeway.diffusion.sampling;

/**
 * Every solver written down from its paper, in double precision, for data N(μ, s²) and its exact denoiser.
 *
 * @param mean μ
 * @param deviation s
 * @param levels noise levels, falling to 0
 */
record Recursion(double mean, double deviation, double[] levels) {
    /** Returns a recursion over Karras' levels from 80 to 0.002, with ρ = 7. */
    static Recursion of(double mean, double deviation, int steps) {
        double[] levels = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            double share = i / (steps - 1.0);
            levels[i] = Math.pow((1 - share) * Math.pow(80, 1 / 7.0) + share * Math.pow(0.002, 1 / 7.0), 7);
        }
        return new Recursion(mean, deviation, levels);
    }

    /** Returns where a sampler begins: N(0, σ² + 1). */
    Affine noise() {
        return Affine.of(0, Math.sqrt(levels[0] * levels[0] + 1));
    }

    private Affine denoise(Affine x, double sigma) {
        double total = deviation * deviation + sigma * sigma;
        return x.times(deviation * deviation / total).plus(Affine.of(mean * sigma * sigma / total, 0));
    }

    /** Karras et al. 2022, equation 3. */
    Affine euler(Affine begin) {
        Affine x = begin;
        for (int i = 0; i + 1 < levels.length; i++) {
            Affine slope = x.minus(denoise(x, levels[i])).times(1 / levels[i]);
            x = x.plus(slope.times(levels[i + 1] - levels[i]));
        }
        return x;
    }

    /** Karras et al. 2022, algorithm 2, with S_noise = 1, S_tmin = 0.05 and S_tmax = 50. */
    Affine heun(Affine begin, double churn) {
        Affine x = begin;
        int draw = 1;
        for (int i = 0; i + 1 < levels.length; i++) {
            double next = levels[i + 1];
            double raised = levels[i];
            if (churn > 0 && levels[i] >= 0.05 && levels[i] <= 50) {
                raised += levels[i] * Math.min(churn / (levels.length - 1), Math.sqrt(2) - 1);
                x = x.plusDraw(draw++, Math.sqrt(raised * raised - levels[i] * levels[i]));
            }
            Affine slope = x.minus(denoise(x, raised)).times(1 / raised);
            Affine predicted = x.plus(slope.times(next - raised));
            if (next > 0) {
                Affine other = predicted.minus(denoise(predicted, next)).times(1 / next);
                predicted = x.plus(slope.plus(other).times((next - raised) / 2));
            }
            x = predicted;
        }
        return x;
    }

    /**
     * The released code of Jackson et al. 2024, with S_noise = 1: its prediction leaves out the noise that was added.
     */
    Affine published(double churn) {
        Affine x = Affine.of(0, levels[0]);
        int draw = 1;
        for (int i = 0; i + 1 < levels.length; i++) {
            double sigma = levels[i];
            double next = levels[i + 1];
            double gamma = sigma >= 0.05 && sigma <= 50 ? Math.min(churn / (levels.length - 1), Math.sqrt(2) - 1) : 0;
            double raised = sigma + gamma * sigma;
            Affine noisy = gamma > 0 ? x.plusDraw(draw++, Math.sqrt(raised * raised - sigma * sigma)) : x;
            Affine slope = noisy.minus(denoise(noisy, raised)).times(1 / raised);
            Affine reached = x.plus(slope.times(next - raised));
            if (next != 0) {
                Affine other = reached.minus(denoise(reached, next)).times(1 / (next + 1e-9));
                reached = noisy.plus(slope.plus(other).times(0.5 * (next - raised)));
            }
            x = reached;
        }
        return x;
    }

    /** Lu et al. 2022 (DPM-Solver++), algorithm 2, with α = 1 and λ = −ln σ; its last step is the first-order one. */
    Affine dpmSolver(Affine begin) {
        Affine x = begin;
        Affine previous = Affine.of(0, 0);
        for (int i = 0; i + 1 < levels.length; i++) {
            Affine estimate = denoise(x, levels[i]);
            if (levels[i + 1] == 0) {
                return estimate;
            }
            double width = Math.log(levels[i]) - Math.log(levels[i + 1]);
            Affine target = estimate;
            if (i > 0) {
                double ratio = (Math.log(levels[i - 1]) - Math.log(levels[i])) / width;
                target = estimate.times(1 + 1 / (2 * ratio)).minus(previous.times(1 / (2 * ratio)));
            }
            x = x.times(levels[i + 1] / levels[i]).minus(target.times(Math.exp(-width) - 1));
            previous = estimate;
        }
        return x;
    }

    /** The stochastic form of the same, by the midpoint: the linear part and the noise are solved exactly. */
    Affine sdeDpmSolver(Affine begin, double eta) {
        Affine x = begin;
        Affine previous = Affine.of(0, 0);
        for (int i = 0; i + 1 < levels.length; i++) {
            Affine estimate = denoise(x, levels[i]);
            if (levels[i + 1] == 0) {
                return estimate;
            }
            double width = Math.log(levels[i]) - Math.log(levels[i + 1]);
            double weight = 1 - Math.exp(-width - eta * width);
            x = x.times(levels[i + 1] / levels[i] * Math.exp(-eta * width)).plus(estimate.times(weight));
            if (i > 0) {
                double ratio = (Math.log(levels[i - 1]) - Math.log(levels[i])) / width;
                x = x.plus(estimate.minus(previous).times(weight / (2 * ratio)));
            }
            x = x.plusDraw(i + 1, levels[i + 1] * Math.sqrt(1 - Math.exp(-2 * eta * width)));
            previous = estimate;
        }
        return x;
    }
}
