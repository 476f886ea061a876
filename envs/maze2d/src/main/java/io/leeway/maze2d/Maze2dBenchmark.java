package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Value;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The benchmark of environment steps a second on one core, with resets, rewards and the vector interface.
 *
 * <p>Two ways of playing: uniformly random actions, with which the ball roams, and one random push held for each
 * environment, with which it leans on walls and nearly every step has contacts.
 */
final class Maze2dBenchmark implements Benchmark {
    private static final int REPEATS = 7;
    private static final int ACTION_SETS = 64;

    private final Maze2dBenchmarkConfig config;
    private final RandomSource random;

    @Inject
    Maze2dBenchmark(Maze2dBenchmarkConfig config, RandomSource random) {
        this.config = config;
        this.random = random;
    }

    @Override
    public Map<String, Object> run(Progress progress) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("layout", config.layout().label());
        figures.put("environments", config.environments());
        figures.put("repeats", REPEATS);
        try (Progress.Task task = progress.begin("Stepping maze2d", 4L * REPEATS, "measurements")) {
            Figures roaming = measure(actions(ACTION_SETS, random.split("roaming")), task);
            Figures pushing = measure(actions(1, random.split("pushing")), task);
            figures.put("steps_per_s", roaming.stepsPerSecond());
            figures.put("contact_share", roaming.contactShare());
            figures.put("pushing_steps_per_s", pushing.stepsPerSecond());
            figures.put("pushing_contact_share", pushing.contactShare());
        }
        return figures;
    }

    private record Figures(double stepsPerSecond, double contactShare) {}

    private Value[] actions(int sets, RandomSource source) {
        Value[] actions = new Value[sets];
        for (int i = 0; i < sets; i++) {
            double[] values = new double[config.environments() * MazePhysics.ACTION_SIZE];
            Arrays.setAll(values, at -> source.nextDouble(-1, 1));
            actions[i] = new Value.Reals(values);
        }
        return actions;
    }

    private Figures measure(Value[] actions, Progress.Task task) {
        Maze2dConfig defaults = Maze2dConfig.d4rl(config.layout(), MazeReward.SPARSE);
        double secondsEach = config.seconds() / (2 * REPEATS);
        double[] rates = new double[REPEATS];
        try (Maze2dVectorEnvironment environment =
                new Maze2dEnvironments(defaults).makeMazes(config.environments(), AutoresetMode.NEXT_STEP, true)) {
            environment.reset(null, null, Map.of());
            for (int i = 0; i < REPEATS; i++) {
                play(environment, actions, secondsEach);
                task.advance(1, "warming up");
            }
            long contactsBefore = environment.contactSteps();
            long steps = 0;
            for (int i = 0; i < REPEATS; i++) {
                long began = System.nanoTime();
                long made = play(environment, actions, secondsEach);
                rates[i] = made / ((System.nanoTime() - began) * 1e-9);
                steps += made;
                task.advance(1, "");
            }
            Arrays.sort(rates);
            return new Figures(rates[REPEATS / 2], (environment.contactSteps() - contactsBefore) / (double) steps);
        }
    }

    /** Steps for about so many seconds, and returns how many environment steps that were. */
    private static long play(Maze2dVectorEnvironment environment, Value[] actions, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long calls = 0;
        do {
            for (Value each : actions) {
                environment.step(each);
            }
            calls += actions.length;
        } while (System.nanoTime() < end);
        return calls * environment.count();
    }
}
