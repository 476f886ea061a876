package com.acme.paper;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.agent.QuadraticCritic;
import io.leeway.testkit.diffusion.GaussianDenoiser;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bias of each guidance scheme, by the number of steps. Actions N(0, 1) in the data, a target policy N(1, 1) and a
 * coefficient of 1 make N(1/2, 1/2), whose mean a sampler should reach with any number of steps.
 */
public final class Bias {
    /** The mean of the guided distribution. */
    static final double TRUTH = 0.5;

    static final int[] STEPS = {8, 16, 32, 64, 128, 256};

    /** Actions are so small that tanh is straight: this is their standard deviation. */
    private static final float UNIT = 0.005f;

    private static final int HORIZON = 10;
    private static final int WIDTH = 4;

    private final Parts parts;
    private final int count;

    private Bias(Registry registry, int count) {
        this.count = count;
        parts = new Parts(registry, 1);
    }

    /** Draws {@code Bias [PICTURE]}. */
    public static void main(String[] arguments) {
        Path picture = Path.of(arguments.length > 0 ? arguments[0] : "bias.png");
        Map<String, double[]> means = means(4000);
        System.out.printf("%-28s", "mean action at steps");
        for (int steps : STEPS) {
            System.out.printf("%8d", steps);
        }
        System.out.println();
        means.forEach((scheme, reached) -> {
            System.out.printf("%-28s", scheme);
            for (double mean : reached) {
                System.out.printf("%8.3f", mean);
            }
            System.out.println();
        });
        BiasPicture.write(means, picture);
        System.out.println("Wrote " + picture.toAbsolutePath());
    }

    /** Returns the mean action of so many trajectories by scheme, each for {@link #STEPS}. */
    static Map<String, double[]> means(int count) {
        Bias bias = new Bias(Registry.load(null), count);
        Map<String, double[]> means = new LinkedHashMap<>();
        means.put("policy, proximal", bias.of("policy", Map.of("coefficient", 1)));
        means.put("policy, posterior", bias.of("policy", Map.of("coefficient", 1, "form", "posterior")));
        means.put("value-gradient", bias.of("value-gradient", Map.of("coefficient", 1, "scale", "raw")));
        means.put("advantage-weighted", bias.of("advantage-weighted", Map.of("temperature", 1, "cap", 1e6)));
        means.put(
                "policy, published, λ 0.05", bias.of("policy", Map.of("coefficient", 0.05, "form", "published")));
        return means;
    }

    private double[] of(String scheme, Map<String, Object> keys) {
        List<Double> means = new ArrayList<>();
        for (int steps : STEPS) {
            Map<String, Object> solver =
                    Map.of("steps", steps, "sigma-min", 0.002, "sigma-max", 80, "eta", 1, "noise-scale", 1);
            means.add(mean(
                    parts.make(Sampler.class, "sde-dpm-solver-pp", solver), parts.make(Guidance.class, scheme, keys)));
        }
        return means.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double mean(Sampler sampler, Guidance guidance) {
        GaussianDenoiser denoiser = new GaussianDenoiser(HORIZON, 0, 1);
        denoiser.begin(new Normalizer(TrajectoryLayout.of(1, 1), new float[WIDTH], new float[] {1, UNIT, 1, 1}));
        SamplingRequest request = SamplingRequest.of(denoiser, count, RandomSource.of(1))
                .withGuidance(
                        guidance, GaussianPolicy.constant(1, 1, UNIT, UNIT), QuadraticCritic.ofWidth(UNIT, UNIT));
        float[] values = sampler.sample(request).trajectories().values();
        double sum = 0;
        for (int row = 0; row < count * HORIZON; row++) {
            double action = values[row * WIDTH + 1];
            sum += 0.5 * Math.log((1 + action) / (1 - action)) / UNIT;
        }
        return sum / (count * HORIZON);
    }
}
