package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.Sampler;

/** Samplers with the defaults of their keys but for a few. */
public final class Samplers {
    static final NoiseSchedule LEVELS = NoiseSchedule.karras(0.002, 80);

    private Samplers() {}

    /** Returns Euler's method. */
    public static Sampler euler(int steps) {
        return new EulerSampler(new EulerConfig(steps, LEVELS, LoopConfig.of(256)));
    }

    /** Returns Heun's method with that much churn, and noise of its true scale. */
    public static Sampler heun(int steps, double churn) {
        return new HeunSampler(new HeunConfig(steps, LEVELS, churn, 0.05, 50, 1, null, LoopConfig.of(256)));
    }

    /** Returns Heun's method as the released code of Jackson et al. 2024 has it, with noise of its true scale. */
    public static Sampler published(int steps, double churn) {
        return new HeunSampler(new HeunConfig(
                steps, LEVELS, churn, 0.05, 50, 1, HeunConfig.Compatibility.PUBLISHED, LoopConfig.of(256)));
    }

    /** Returns Heun's method with all defaults. */
    public static Sampler heun() {
        return new HeunSampler(new HeunConfig(64, LEVELS, 80, 0.05, 50, 1.003, null, LoopConfig.of(256)));
    }

    /** Returns the deterministic multistep method. */
    public static Sampler dpmSolver(int steps) {
        return new DpmSolverSampler(new DpmSolverConfig(steps, LEVELS, LoopConfig.of(256)));
    }

    /** Returns the stochastic multistep method. */
    public static Sampler sdeDpmSolver(int steps, double eta) {
        return sdeDpmSolver(steps, eta, 256);
    }

    /** Returns the stochastic multistep method, with that many trajectories at once. */
    public static Sampler sdeDpmSolver(int steps, double eta, int batch) {
        return new SdeDpmSolverSampler(new SdeDpmSolverConfig(steps, LEVELS, eta, 1.0, LoopConfig.of(batch)));
    }
}
