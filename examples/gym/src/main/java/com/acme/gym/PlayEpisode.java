package com.acme.gym;

import io.leeway.environment.EnvironmentMaker;
import io.leeway.environment.wrapper.ClipAction;
import io.leeway.environment.wrapper.ScaleReward;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environment;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.VectorOptions;
import java.util.Map;

/** A program that plays an episode of random actions: an environment made by its id, with two wrappers around it. */
public final class PlayEpisode {
    private PlayEpisode() {}

    /** Plays {@code PlayEpisode [ID [TARGET]]}: an embedded environment, or one of a server. */
    public static void main(String[] arguments) {
        String id = arguments.length > 0 ? arguments[0] : "maze2d-umaze-dense-v1";
        Map<String, Object> options = arguments.length > 1 ? Map.of("target", arguments[1]) : Map.of();
        System.out.printf("%s: return %.3f%n", id, play(id, options, 7));
    }

    /** Returns the sum of an episode's rewards. */
    static double play(String id, Map<String, Object> options, long seed) {
        var made = EnvironmentMaker.load().makeVector(id, options, VectorOptions.of(1, AutoresetMode.DISABLED));
        try (Environment environment = Environment.of(new ScaleReward(new ClipAction(made), 0.01))) {
            Space actions = environment.spec().actionSpace();
            RandomSource random = RandomSource.of(seed);
            environment.reset(seed);
            double sum = 0;
            boolean over = false;
            while (!over) {
                Environment.Step step = environment.step(actions.sample(1, random));
                sum += step.reward();
                over = step.terminated() || step.truncated();
            }
            return sum;
        }
    }
}
