package io.leeway.diffusion.sampling;

import io.leeway.spi.diffusion.Sampler;

/** Samplers with the defaults of their keys but for a few. */
public final class Samplers {
    private Samplers() {}

    /** Returns Euler's method. */
    public static Sampler euler(int steps) {
        return new EulerSampler(new EulerConfig(steps, 0.002, 80, 7, 256));
    }

    /** Returns Heun's method with that much churn, and noise of its true scale. */
    public static Sampler heun(int steps, double churn) {
        return new HeunSampler(new HeunConfig(steps, 0.002, 80, 7, churn, 0.05, 50, 1, 256));
    }

    /** Returns Heun's method with all defaults. */
    public static Sampler heun() {
        return new HeunSampler(new HeunConfig(64, 0.002, 80, 7, 80, 0.05, 50, 1.003, 256));
    }

    /** Returns the deterministic multistep method. */
    public static Sampler dpmSolver(int steps) {
        return new DpmSolverSampler(new DpmSolverConfig(steps, 0.002, 80, 7, 256));
    }

    /** Returns the stochastic multistep method. */
    public static Sampler sdeDpmSolver(int steps, double eta) {
        return sdeDpmSolver(steps, eta, 256);
    }

    /** Returns the stochastic multistep method, with that many trajectories at once. */
    public static Sampler sdeDpmSolver(int steps, double eta, int batch) {
        return new SdeDpmSolverSampler(new SdeDpmSolverConfig(steps, 0.002, 80, 7, eta, 1, batch));
    }
}
