package io.leeway.tensorflow.bench;

import io.leeway.spi.Benchmark;
import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.support.WindowCutter;
import io.leeway.tensorflow.diffusion.EdmUnet;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark of a U-Net denoiser of a given shape: one evaluation of a batch, one training step, and whole sampling,
 * unguided and guided; beside the published JAX code, doing the same in turn.
 *
 * <p>The networks' weights are untrained and the data is noise, which makes no difference to the time. The published
 * code samples as it is run by default and in the paper: 256 steps of stochastic Heun, guided at the denoised estimate.
 */
public final class DiffusionBenchmark implements Benchmark {
    private static final int STEPS = 2000;
    /** How many updates are asked for at once, as a run does. */
    private static final int CALL = 10;

    private static final int PUBLISHED_SAMPLES = 2;

    private final DiffusionBenchmarkConfig config;
    private final Components components;
    private final RandomSource random;
    private final Device device;

    /** Creates the benchmark. */
    @Inject
    public DiffusionBenchmark(
            DiffusionBenchmarkConfig config, Components components, RandomSource random, Device device) {
        this.config = config;
        this.components = components;
        this.random = random;
        this.device = device;
    }

    /** A piece of work, done again and again. */
    @FunctionalInterface
    private interface Work {
        void run();
    }

    @Override
    public Map<String, Object> run(Progress progress) {
        Dataset dataset = NoiseDataset.of(STEPS, config.observation(), config.action(), random);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (EdmUnet denoiser = new EdmUnet(config.network(), random.split("denoiser"), device);
                Agent agent = components
                        .with(Task.class, new Task(config.observation(), config.action()))
                        .with(Dataset.class, dataset)
                        .create(config.agent());
                PythonWork published = start(config.published());
                Progress.Task task = progress.begin("Measuring", 5L * (config.repeats() + 1), "times")) {
            Windows windows = WindowCutter.cut(
                            dataset, TrajectoryLayout.of(config.observation(), config.action()), horizon(), 1, 0)
                    .training();
            denoiser.begin(Normalizer.fit(windows));
            double gflops =
                    MatrixProducts.gflops(device, config.network().training().precision(), config.repeats(), task);
            figures.put("sgemm_gflops", gflops);
            double gigaOperations = 1e-9 * denoiser.operations(windows.layout(), batch());
            evaluation(denoiser, published, task, figures);
            figures.put("evaluation_share_of_sgemm", share(figures, "evaluation_ms", gigaOperations / gflops));
            training(denoiser, windows, published, task, figures);
            // Backwards there is a product by the weights and one by the input for each.
            figures.put("train_step_share_of_sgemm", share(figures, "train_step_ms", 3 * gigaOperations / gflops));
            sampling(denoiser, agent, published, task, figures);
        }
        return figures;
    }

    /** Returns which part of the time that was measured the arithmetic on its own would take. */
    private static double share(Map<String, Object> figures, String milliseconds, double seconds) {
        return 1e3 * seconds / ((Number) Objects.requireNonNull(figures.get(milliseconds))).doubleValue();
    }

    private @Nullable PythonWork start(@Nullable String checkout) {
        return checkout == null
                ? null
                : PythonWork.start(
                        config.python(),
                        "published.py",
                        List.of(
                                checkout,
                                String.valueOf(config.network().width()),
                                String.valueOf(batch()),
                                String.valueOf(horizon()),
                                String.valueOf(config.observation()),
                                String.valueOf(config.action())),
                        "jax, flax, optax and distrax: name it with --python; and --published needs a clone of"
                                + " github.com/EmptyJackson/policy-guided-diffusion");
    }

    private int batch() {
        return config.network().training().batch();
    }

    private int horizon() {
        return config.network().horizon();
    }

    private void evaluation(
            Denoiser denoiser, @Nullable PythonWork published, Progress.Task task, Map<String, Object> figures) {
        int size = batch() * horizon() * denoiser.normalizer().layout().width();
        float[] noised = new float[size];
        random.split("noised").fillGaussian(noised, 0, size);
        float[] sigma = new float[batch()];
        Arrays.fill(sigma, 0.5f);
        float[] estimate = new float[size];
        compare(
                "evaluation",
                1e3,
                "ms",
                () -> denoiser.denoise(noised, sigma, null, batch(), estimate),
                1,
                published,
                "evaluate",
                task,
                figures);
    }

    private void training(
            Denoiser denoiser,
            Windows windows,
            @Nullable PythonWork published,
            Progress.Task task,
            Map<String, Object> figures) {
        compare("train_step", 1e3, "ms", () -> denoiser.update(windows, CALL), CALL, published, "train", task, figures);
    }

    private void compare(
            String name,
            double unit,
            String suffix,
            Work work,
            int parts,
            @Nullable PythonWork published,
            String publishedWork,
            Progress.Task task,
            Map<String, Object> figures) {
        double[] ours = new double[config.repeats()];
        double[] theirs = new double[config.repeats()];
        for (int i = -1; i < config.repeats(); i++) {
            double seconds = seconds(work) / parts;
            double other = published == null ? 0 : published.seconds(publishedWork);
            if (i >= 0) {
                ours[i] = seconds;
                theirs[i] = other;
            }
            task.advance(1, i < 0 ? name + ", warming up" : name);
        }
        figures.put(name + "_" + suffix, Benchmark.median(ours) * unit);
        if (published != null) {
            figures.put("published_" + name + "_" + suffix, Benchmark.median(theirs) * unit);
            figures.put(name + "_ratio", Benchmark.median(ours) / Benchmark.median(theirs));
        }
    }

    private void sampling(
            Denoiser denoiser,
            Agent agent,
            @Nullable PythonWork published,
            Progress.Task task,
            Map<String, Object> figures) {
        Sampler sampler = components.create(config.sampler());
        Guidance guidance = components.create(config.guidance());
        SamplingRequest request = SamplingRequest.of(denoiser, 2 * batch(), random.split("samples"));
        double unguided = rate(sampler, request, "unguided sampling", task, figures);
        figures.put("unguided_transitions_per_s", unguided);
        SamplingRequest guided =
                request.withGuidance(guidance, agent.policy(), agent.critic().orElse(null));
        if (published != null) {
            published.seconds("sample");
        }
        double rate = rate(sampler, guided, "guided sampling", task, figures);
        figures.put("guided_transitions_per_s", rate);
        if (published != null) {
            double[] seconds = new double[PUBLISHED_SAMPLES];
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = published.seconds("sample");
            }
            double theirs = batch() * (horizon() - 1) / Benchmark.median(seconds);
            figures.put("published_guided_transitions_per_s", theirs);
            figures.put("guided_speedup", rate / theirs);
        }
    }

    private double rate(
            Sampler sampler, SamplingRequest request, String what, Progress.Task task, Map<String, Object> figures) {
        double[] seconds = new double[config.repeats()];
        for (int i = -1; i < config.repeats(); i++) {
            long began = System.nanoTime();
            Sample sample = sampler.sample(request);
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - began) * 1e-9;
            }
            figures.put("network_evaluations", sample.networkEvaluations());
            task.advance(1, i < 0 ? what + ", warming up" : what);
        }
        return request.count() * (horizon() - 1) / Benchmark.median(seconds);
    }

    private static double seconds(Work work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) * 1e-9;
    }
}
