package com.acme.paper;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.support.GaussianActions;
import io.leeway.spi.support.WindowCutter;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Figure 3 of Jackson et al. 2024: the density of sampled actions between the data's and the policy's, by the
 * coefficient.
 */
public final class Figure3 {
    static final double[] COEFFICIENTS = {0, 0.5, 1, 2, 4};
    private static final int BINS = 40;

    private final Parts parts;

    /**
     * One coefficient's outcome.
     *
     * @param coefficient λ
     * @param sampled density of the sampled actions, in equal bins over [-1, 1]
     * @param truth p_off(a)·π(a)^λ, normalised, in the same bins
     */
    record Panel(double coefficient, double[] sampled, double[] truth) {
        /** Returns half the integral of the absolute difference, from 0 for equal densities to 1. */
        double totalVariation() {
            double sum = 0;
            for (int bin = 0; bin < truth.length; bin++) {
                sum += Math.abs(sampled[bin] - truth[bin]) / truth.length;
            }
            return sum;
        }
    }

    private Figure3(Registry registry, long seed) {
        parts = new Parts(registry, seed);
    }

    /** Draws {@code Figure3 [PICTURE [UPDATES]]}. */
    public static void main(String[] arguments) {
        Path picture = Path.of(arguments.length > 0 ? arguments[0] : "figure-3.png");
        int updates = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 600;
        List<Panel> panels = panels(updates, 20_000, 1);
        for (Panel panel : panels) {
            System.out.printf("coefficient %.1f: total variation %.3f%n", panel.coefficient(), panel.totalVariation());
        }
        DensityPicture.write(panels, picture);
        System.out.println("Wrote " + picture.toAbsolutePath());
    }

    /** Trains the denoiser on the behaviour data and samples with every coefficient. */
    static List<Panel> panels(int updates, int count, long seed) {
        return new Figure3(Registry.load(null), seed).sample(updates, count, seed);
    }

    private List<Panel> sample(int updates, int count, long seed) {
        Sampler sampler = parts.make(Sampler.class, "sde-dpm-solver-pp", Map.of("steps", 64, "batch", 4096));
        Map<String, Object> network = Map.of(
                "horizon", 1, "levels", 1, "kernel", 1, "width", 64, "batch", 512, "updates", updates);
        List<Panel> panels = new ArrayList<>();
        try (Denoiser denoiser = parts.make(Denoiser.class, "edm-unet", network)) {
            train(denoiser, Mixture.dataset(50_000, RandomSource.of(seed).split("data")));
            for (double coefficient : COEFFICIENTS) {
                Guidance guidance = parts.make(Guidance.class, "policy", Map.of("coefficient", coefficient));
                SamplingRequest request = SamplingRequest.of(
                                denoiser, count, RandomSource.of(seed).split("samples"))
                        .withGuidance(guidance, new Target(), null);
                float[] values = sampler.sample(request).trajectories().values();
                panels.add(new Panel(coefficient, density(values, count), Mixture.guided(coefficient, BINS)));
            }
        }
        return panels;
    }

    private static void train(Denoiser denoiser, Dataset dataset) {
        Windows windows = WindowCutter.cut(dataset, denoiser.layout(1, 1), denoiser.horizon(), 1, 0)
                .training();
        denoiser.begin(Normalizer.fit(windows));
        while (denoiser.step() < denoiser.updates()) {
            denoiser.update(windows, (int) Math.min(100, denoiser.updates() - denoiser.step()));
        }
    }

    /** Counts the actions, each the second of a row's four values. */
    private static double[] density(float[] values, int count) {
        double[] densities = new double[BINS];
        for (int i = 0; i < count; i++) {
            int bin = (int) ((values[4 * i + 1] + 1) / 2 * BINS);
            densities[Math.max(0, Math.min(BINS - 1, bin))] += BINS / 2.0 / count;
        }
        return densities;
    }

    /** The target policy, the same whatever it sees. */
    private record Target() implements Policy {
        @Override
        public int observationSize() {
            return 1;
        }

        @Override
        public int actionSize() {
            return 1;
        }

        @Override
        public ActionDistribution distribution(float[] observations, int count) {
            float[] means = new float[count];
            Arrays.fill(means, (float) Mixture.POLICY_MEAN);
            return new GaussianActions(count, 1, means, new float[] {(float) Mixture.POLICY_DEVIATION});
        }
    }
}
