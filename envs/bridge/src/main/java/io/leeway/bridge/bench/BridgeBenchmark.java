package io.leeway.bridge.bench;

import io.leeway.bridge.client.GrpcEnvironments;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A benchmark of the steps of a server's environments: all in one call that is waited for, and in two halves of which
 * one is stepped while the other's outcome is on its way.
 */
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
        int phases = config.envs() > 1 ? 2 : 1;
        try (Progress.Task task =
                        progress.begin("Stepping " + config.id(), (long) phases * (REPEATS + 1), "measurements");
                GrpcEnvironments environments = new GrpcEnvironments(config.client())) {
            figures.put("target", config.target());
            figures.put("id", config.id());
            figures.put("environments", config.envs());
            figures.put("repeats", REPEATS);
            measureTogether(environments, task, phases, figures);
            if (phases == 2) {
                measureHalves(environments, task, figures);
            }
        }
        return figures;
    }

    private void measureTogether(
            GrpcEnvironments environments, Progress.Task task, int phases, Map<String, Object> figures) {
        Value[] actions = actions(environments, config.envs(), "together");
        double secondsEach = config.seconds() / (phases * REPEATS);
        RoundTrips trips = new RoundTrips(MOST_ROUND_TRIPS);
        double[] rates = new double[REPEATS];
        try (VectorEnvironment environment = make(environments, config.envs())) {
            environment.reset(null, null, Map.of());
            together(environment, actions, config.warmUp() / phases, trips);
            trips.clear();
            task.advance(1, "warmed up");
            for (int i = 0; i < REPEATS; i++) {
                rates[i] = config.envs() * together(environment, actions, secondsEach, trips);
                task.advance(1, "");
            }
        }
        figures.put("steps_per_s", Benchmark.median(rates));
        figures.put("round_trip_us_p50", trips.micros(0.5));
        figures.put("round_trip_us_p99", trips.micros(0.99));
        MessageSizes sizes = MessageSizes.of(environments.spec(), config.envs());
        figures.put("request_bytes", sizes.request());
        figures.put("reply_bytes", sizes.reply());
    }

    private void measureHalves(GrpcEnvironments environments, Progress.Task task, Map<String, Object> figures) {
        int first = (config.envs() + 1) / 2;
        int second = config.envs() - first;
        Value[] firstActions = actions(environments, first, "first");
        Value[] secondActions = actions(environments, second, "second");
        double secondsEach = config.seconds() / (2 * REPEATS);
        double[] rates = new double[REPEATS];
        try (VectorEnvironment one = make(environments, first);
                VectorEnvironment other = make(environments, second)) {
            one.reset(null, null, Map.of());
            other.reset(null, null, Map.of());
            halves(one, other, firstActions, secondActions, config.warmUp() / 2);
            task.advance(1, "warmed up in halves");
            for (int i = 0; i < REPEATS; i++) {
                rates[i] = halves(one, other, firstActions, secondActions, secondsEach);
                task.advance(1, "in halves");
            }
        }
        figures.put("halves_steps_per_s", Benchmark.median(rates));
    }

    private static VectorEnvironment make(GrpcEnvironments environments, int count) {
        return environments.make(
                VectorOptions.of(count, AutoresetMode.NEXT_STEP).withInfos(Set.of()));
    }

    private Value[] actions(GrpcEnvironments environments, int count, String purpose) {
        RandomSource source = random.split(purpose);
        Value[] actions = new Value[ACTION_SETS];
        Arrays.setAll(actions, i -> RandomActions.draw(environments.spec().actionSpace(), count, source));
        return actions;
    }

    /** Returns how many calls were made a second. */
    private static double together(VectorEnvironment environment, Value[] actions, double seconds, RoundTrips trips) {
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

    /** Returns how many environments of both halves were stepped a second. */
    private static double halves(
            VectorEnvironment one, VectorEnvironment other, Value[] oneActions, Value[] otherActions, double seconds) {
        long began = System.nanoTime();
        long end = began + (long) (seconds * 1e9);
        long steps = 0;
        Supplier<VectorEnvironment.Step> first = one.stepAsync(oneActions[0]);
        for (int at = 1; ; at++) {
            Supplier<VectorEnvironment.Step> second = other.stepAsync(otherActions[at % otherActions.length]);
            steps += first.get().rewards().length;
            boolean over = System.nanoTime() >= end;
            if (!over) {
                first = one.stepAsync(oneActions[at % oneActions.length]);
            }
            steps += second.get().rewards().length;
            if (over) {
                return steps / ((System.nanoTime() - began) * 1e-9);
            }
        }
    }
}
