package io.leeway.bridge.bench;

import io.leeway.bridge.client.GrpcEnvironments;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A benchmark of the steps of a server's environments, all of them in one call that is waited for. */
public final class BridgeBenchmark implements Benchmark {
    private static final int REPEATS = 5;
    private static final int ACTION_SETS = 64;
    private static final int MOST_ROUND_TRIPS = 10_000_000;

    private final BridgeBenchmarkConfig config;
    private final RandomSource random;

    @Inject
    BridgeBenchmark(BridgeBenchmarkConfig config, RandomSource random) {
        this.config = config;
        this.random = random;
    }

    @Override
    public Map<String, Object> run(Progress progress) {
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Progress.Task task = progress.begin("Stepping " + config.id(), REPEATS + 1, "measurements");
                GrpcEnvironments environments = new GrpcEnvironments(config.client())) {
            figures.put("target", config.target() == null ? String.join(", ", config.targets()) : config.target());
            figures.put("id", config.id());
            figures.put("environments", config.envs());
            figures.put("repeats", REPEATS);
            measure(environments, task, figures);
        }
        return figures;
    }

    private void measure(GrpcEnvironments environments, Progress.Task task, Map<String, Object> figures) {
        Value[] actions = actions(environments);
        VectorOptions options =
                VectorOptions.of(config.envs(), AutoresetMode.NEXT_STEP).withInfos(Set.of());
        List<VectorEnvironment> vectors = new ArrayList<>();
        try {
            for (Environments place : environments.places()) {
                VectorEnvironment vector = place.make(options);
                vectors.add(vector);
                vector.reset(null, null, Map.of());
            }
            measure(vectors, actions, task, figures);
        } finally {
            vectors.forEach(VectorEnvironment::close);
        }
        MessageSizes sizes = MessageSizes.of(environments.spec(), config.envs());
        figures.put("request_bytes", sizes.request());
        figures.put("reply_bytes", sizes.reply());
    }

    private void measure(
            List<VectorEnvironment> vectors, Value[] actions, Progress.Task task, Map<String, Object> figures) {
        RoundTrips trips = new RoundTrips(MOST_ROUND_TRIPS);
        double[] rates = new double[REPEATS];
        double[] together = new double[REPEATS];
        double[] ratios = new double[REPEATS];
        stepTogether(vectors, actions, config.warmUp());
        task.advance(1, "warmed up");
        for (int i = 0; i < REPEATS; i++) {
            double seconds = config.seconds() / REPEATS;
            rates[i] = config.envs() * step(vectors.get(0), actions, seconds, trips);
            together[i] = vectors.size() == 1 ? rates[i] : config.envs() * stepTogether(vectors, actions, seconds);
            ratios[i] = together[i] / rates[i];
            task.advance(1, "");
        }
        figures.put("steps_per_s", Benchmark.median(rates));
        figures.put("round_trip_us_p50", trips.micros(0.5));
        figures.put("round_trip_us_p99", trips.micros(0.99));
        if (vectors.size() > 1) {
            figures.put("servers", vectors.size());
            figures.put("steps_per_s_of_all", Benchmark.median(together));
            figures.put("all_by_one", Benchmark.median(ratios));
        }
    }

    /** Returns how many calls were made a second, to all of them side by side. */
    private static double stepTogether(List<VectorEnvironment> vectors, Value[] actions, double seconds) {
        return vectors.stream()
                .map(vector -> CompletableFuture.supplyAsync(
                        () -> step(vector, actions, seconds, new RoundTrips(0)), work -> new Thread(work).start()))
                .toList()
                .stream()
                .mapToDouble(CompletableFuture::join)
                .sum();
    }

    private Value[] actions(GrpcEnvironments environments) {
        RandomSource source = random.split("together");
        Value[] actions = new Value[ACTION_SETS];
        Arrays.setAll(actions, i -> RandomActions.draw(environments.spec().actionSpace(), config.envs(), source));
        return actions;
    }

    /** Returns how many calls were made a second. */
    private static double step(VectorEnvironment environment, Value[] actions, double seconds, RoundTrips trips) {
        long began = System.nanoTime();
        long end = began + (long) (seconds * 1e9);
        long at = began;
        int calls = 0;
        while (at < end) {
            environment.step(actions[calls++ % actions.length]);
            long now = System.nanoTime();
            trips.add(now - at);
            at = now;
        }
        return calls / ((at - began) * 1e-9);
    }
}
