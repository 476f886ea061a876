package io.leeway.tensorflow.bench;

import io.leeway.spi.Benchmark;
import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.support.WindowCutter;
import io.leeway.tensorflow.agent.update.AgentConfig;
import io.leeway.tensorflow.diffusion.EdmUnet;
import io.leeway.tensorflow.graph.Backend;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of what the chosen device computes with what the CPU computes, from the same configuration, weights,
 * data and noise: evaluations of a denoiser, its training, guided sampling in one call, and every agent's training.
 *
 * <p>A figure is the relative error |a − b| / |b| over all values. Rounding alone makes some 1e-6 of an evaluation and
 * more of training, which adds it up; TF32 rounds to 10 bits, and makes some 1e-3.
 */
public final class DeviceBenchmark implements Benchmark {
    private static final int TRANSITIONS = 5000;
    private static final int COUNT = 256;

    private final DeviceBenchmarkConfig config;
    private final Components components;
    private final RandomSource random;
    private final Device device;

    /** Creates the comparison. */
    @Inject
    public DeviceBenchmark(DeviceBenchmarkConfig config, Components components, RandomSource random, Device device) {
        this.config = config;
        this.components = components;
        this.random = random;
        this.device = device;
    }

    @Override
    public Map<String, Object> run(Progress progress) {
        Dataset dataset = NoiseDataset.of(TRANSITIONS, config.observation(), config.action(), random);
        Map<String, Object> errors = new LinkedHashMap<>();
        try (Progress.Task shown = progress.begin("Comparing", config.agents().size() + 3L, "figures")) {
            try (Agents agents = new Agents(dataset)) {
                for (MeasuredAgent measured : config.agents()) {
                    errors.put(measured.key(), agents.error(measured));
                    shown.advance(1, measured.key());
                }
                denoiser(dataset, agents.first(), errors, shown);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("device", Backend.open(device).gpu() ? "gpu" : "cpu");
        figures.put("relative_error", errors);
        return figures;
    }

    private void denoiser(Dataset dataset, @Nullable Policy policy, Map<String, Object> errors, Progress.Task shown) {
        Windows windows = WindowCutter.cut(
                        dataset,
                        TrajectoryLayout.of(config.observation(), config.action()),
                        config.network().horizon(),
                        1,
                        0)
                .training();
        try (Denoiser expected = new EdmUnet(config.network(), random.split("denoiser"), Device.CPU);
                Denoiser actual = new EdmUnet(config.network(), random.split("denoiser"), device)) {
            expected.begin(Normalizer.fit(windows));
            expected.update(windows, config.steps());
            copy(expected, actual);
            errors.put("evaluation", error(estimate(actual), estimate(expected)));
            shown.advance(1, "evaluation");
            errors.put("sampling", error(sample(actual, policy, true), sample(expected, policy, false)));
            shown.advance(1, "sampling");
            expected.update(windows, config.steps());
            actual.update(windows, config.steps());
            errors.put("training", error(estimate(actual), estimate(expected)));
            shown.advance(1, "training");
        }
    }

    private static void copy(Denoiser from, Denoiser to) {
        try {
            Path folder = Files.createTempDirectory("leeway-devices");
            try {
                from.save(folder);
                to.load(folder);
            } finally {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new LeewayException("The denoiser could not be copied to the other device: " + e, e);
        }
    }

    /** Returns estimates at levels from 0.01 to 40. */
    private float[] estimate(Denoiser denoiser) {
        int size = denoiser.horizon() * denoiser.normalizer().layout().width();
        float[] noised = new float[COUNT * size];
        random.split("noised").fillGaussian(noised, 0, noised.length);
        float[] sigma = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            sigma[i] = (float) (0.01 * Math.pow(4000, i / (COUNT - 1.0)));
            for (int j = i * size; j < (i + 1) * size; j++) {
                noised[j] *= (float) Math.sqrt(1 + sigma[i] * sigma[i]);
            }
        }
        float[] estimate = new float[noised.length];
        denoiser.denoise(noised, sigma, null, COUNT, estimate);
        return estimate;
    }

    private float[] sample(Denoiser denoiser, @Nullable Policy policy, boolean here) {
        Guidance guidance = components.create(config.guidance());
        SamplingRequest request = SamplingRequest.of(denoiser, COUNT, random.split("samples"));
        return components
                .create(here ? config.sampler() : config.reference())
                .sample(policy == null ? request : request.withGuidance(guidance, policy, null))
                .trajectories()
                .values();
    }

    private static double error(float[] actual, float[] expected) {
        double difference = 0;
        double whole = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) actual[i] - expected[i], 2);
            whole += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / whole);
    }

    /** Agents trained on both devices; the first one on the CPU is kept, since its policy guides. */
    private final class Agents implements AutoCloseable {
        private final Dataset dataset;
        private final Task task = new Task(config.observation(), config.action());
        private final ExperienceSource experience;
        private @Nullable Agent first;

        Agents(Dataset dataset) {
            this.dataset = dataset;
            experience = components
                    .with(Task.class, task)
                    .with(Dataset.class, dataset)
                    .create(config.experience());
        }

        @Nullable
        Policy first() {
            return first == null ? null : first.policy();
        }

        double error(MeasuredAgent measured) {
            Agent expected = train(measured, Device.CPU);
            try (Agent actual = train(measured, device)) {
                return DeviceBenchmark.error(act(actual), act(expected));
            } finally {
                if (first == null) {
                    first = expected;
                } else {
                    expected.close();
                }
            }
        }

        private Agent train(MeasuredAgent measured, Device on) {
            AgentConfig networks = new AgentConfig(0.99, 0.005, 3e-4, 1e-5, 256, config.hidden(), true, 1, 0);
            Agent agent = measured.create(networks, task, dataset, random.split(measured.key()), on);
            experience.refresh(agent, 0);
            agent.update(experience, config.steps());
            return agent;
        }

        private float[] act(Agent agent) {
            float[] actions = new float[COUNT * config.action()];
            float[] observations = dataset.transitions().observations();
            agent.policy().act(Arrays.copyOf(observations, COUNT * config.observation()), COUNT, actions);
            return actions;
        }

        @Override
        public void close() {
            if (first != null) {
                first.close();
            }
        }
    }
}
