package io.leeway.tensorflow.bench;

import io.leeway.spi.Benchmark;
import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.dynamics.Activation;
import io.leeway.tensorflow.dynamics.Pets;
import io.leeway.tensorflow.dynamics.PetsConfig;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark of an ensemble of dynamics models: an epoch of its training, the drawing of batches and the error of
 * what is held out included, and predictions; beside Unifloral's JAX code, doing the same in turn. The data is noise,
 * which makes no difference to the time.
 */
public final class DynamicsBenchmark implements Benchmark {
    private static final int PRODUCTS = 2;

    private final DynamicsBenchmarkConfig config;
    private final RandomSource random;
    private final Device device;

    /** Creates the benchmark. */
    @Inject
    public DynamicsBenchmark(DynamicsBenchmarkConfig config, RandomSource random, Device device) {
        this.config = config;
        this.random = random;
        this.device = device;
    }

    /** What was measured in each turn. */
    private static final class Turns {
        private final List<Double> products = new ArrayList<>();
        private final List<Double> ours = new ArrayList<>();
        private final List<Double> theirs = new ArrayList<>();

        double median(List<Double> values) {
            return Benchmark.median(
                    values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    @Override
    public Map<String, Object> run(Progress progress) {
        Transitions data = NoiseDataset.of(config.transitions(), config.observation(), config.action(), random)
                .transitions();
        Transitions asked = NoiseDataset.of(config.predictions(), config.observation(), config.action(), random)
                .transitions();
        PetsConfig network = config.network();
        long held = Math.max(1, Math.round(config.transitions() * network.heldOut()));
        int updates = (int) Math.max(1, (config.transitions() - held) / network.batch());
        Map<String, Object> figures = new LinkedHashMap<>();
        try (PythonWork unifloral = start();
                Pets model = new Pets(network, random.split("model"), device);
                Progress.Task shown =
                        progress.begin("Measuring", (2L * PRODUCTS + 4) * (config.repeats() + 1), "times")) {
            model.begin(data);
            double pass = 2e-9 * products();
            // Backwards there is a product by the weights and one by the input for each, but none by the data.
            double update = network.batch() * network.networks() * (3 * pass - 2e-9 * first());
            measure(
                    "training",
                    () -> model.update(data, updates),
                    (long) updates * network.batch(),
                    updates * update + held * network.networks() * pass,
                    "train",
                    unifloral,
                    shown,
                    figures);
            measure(
                    "prediction",
                    () -> model.predict(asked.observations(), asked.actions(), config.predictions()),
                    config.predictions(),
                    config.predictions() * network.elites() * pass,
                    "predict",
                    unifloral,
                    shown,
                    figures);
        }
        return figures;
    }

    /** Returns the multiplications of one network for one row. */
    private double products() {
        double products = first();
        List<Integer> hidden = config.network().hidden();
        for (int i = 0; i < hidden.size(); i++) {
            int to = i + 1 < hidden.size() ? hidden.get(i + 1) : 2 * (config.observation() + 1);
            products += (double) hidden.get(i) * to;
        }
        return products;
    }

    private double first() {
        return (double) (config.observation() + config.action())
                * config.network().hidden().get(0);
    }

    private @Nullable PythonWork start() {
        String checkout = config.unifloral();
        if (checkout == null) {
            return null;
        }
        PetsConfig network = config.network();
        if (network.hidden().stream().distinct().count() > 1 || network.activation() != Activation.RELU) {
            throw new LeewayException("Unifloral's networks have hidden layers of one size, with relu, but here they"
                    + " are " + network.hidden() + " with " + network.activation()
                    + ". Choose such ones, or leave --unifloral out.");
        }
        List<String> arguments = new ArrayList<>(List.of(checkout));
        for (int number : new int[] {
            network.batch(),
            config.observation(),
            config.action(),
            config.transitions(),
            config.predictions(),
            network.networks(),
            network.elites(),
            network.hidden().size(),
            network.hidden().get(0)
        }) {
            arguments.add(String.valueOf(number));
        }
        arguments.add(String.valueOf(network.heldOut()));
        return PythonWork.start(
                config.python(),
                "unifloral_dynamics.py",
                arguments,
                "jax, flax and optax: name it with --python; and --unifloral needs a clone of"
                        + " github.com/EmptyJackson/unifloral");
    }

    private void measure(
            String name,
            Runnable work,
            long rows,
            double gigaOperations,
            String other,
            @Nullable PythonWork unifloral,
            Progress.Task shown,
            Map<String, Object> figures) {
        Turns turns = new Turns();
        for (int i = -1; i < config.repeats(); i++) {
            double gflops = MatrixProducts.bestGflops(device, PRODUCTS - 1, shown);
            long began = System.nanoTime();
            work.run();
            double seconds = (System.nanoTime() - began) * 1e-9;
            shown.advance(1, i < 0 ? name + ", warming up" : name);
            double otherSeconds = unifloral == null ? 0 : unifloral.seconds(other);
            shown.advance(1, unifloral == null ? name : name + " by Unifloral");
            if (i >= 0) {
                turns.products.add(gflops);
                turns.ours.add(seconds);
                turns.theirs.add(otherSeconds);
            }
        }
        double seconds = turns.median(turns.ours);
        double gflops = turns.median(turns.products);
        figures.put(name + "_sgemm_gflops", gflops);
        figures.put(name + "_rows_per_s", rows / seconds);
        figures.put(name + "_share_of_sgemm", gigaOperations / seconds / gflops);
        if (unifloral != null) {
            figures.put("unifloral_" + name + "_rows_per_s", rows / turns.median(turns.theirs));
            figures.put(name + "_speedup", turns.median(turns.theirs) / seconds);
        }
    }
}
