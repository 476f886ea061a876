package io.leeway.environment.evaluation;

import io.leeway.environment.film.FrameRecorder;
import io.leeway.environment.film.RecordFrames;
import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.Patience;
import io.leeway.spi.support.PolicyActions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A film of one episode, which is played again, alone and with pictures.
 *
 * @param file where the animated GIF is written
 * @param stepsPerSecond how fast it is shown
 */
public record EpisodeFilm(Path file, double stepsPerSecond) {
    /** Checks that the file is a GIF. */
    public EpisodeFilm {
        if (!file.toString().endsWith(".gif")) {
            throw new LeewayException("Films are animated GIFs: name the file something.gif, not " + file);
        }
    }

    /**
     * Refuses environments that have no pictures.
     *
     * @throws LeewayException naming them
     */
    public static void check(Environments environments) {
        if (!environments.canRender()) {
            throw new LeewayException(environments.spec().id()
                    + " has no pictures, so there is no film of it: leave the video out, or choose another"
                    + " environment");
        }
    }

    /**
     * Plays an episode from its seed with the policy's most likely actions, and writes it. After a failure it is played
     * again.
     *
     * @param retries how often at most
     * @param patience what waits before that
     * @return how many steps it took
     */
    public int make(Environments environments, Policy policy, long seed, int retries, Patience patience) {
        check(environments);
        for (int failures = 1; ; failures++) {
            try {
                return make(environments, policy, seed);
            } catch (EnvironmentException failure) {
                if (failures > retries) {
                    throw failure;
                } else if (failure.kind() != EnvironmentException.Kind.ENVIRONMENT_ERROR) {
                    patience.pauseAfter(failures);
                }
            }
        }
    }

    private int make(Environments environments, Policy policy, long seed) {
        FrameRecorder recorder = new FrameRecorder(stepsPerSecond);
        VectorOptions options =
                VectorOptions.of(1, AutoresetMode.DISABLED).withPictures().withInfos(Set.of());
        int steps;
        try (VectorEnvironment environment = new RecordFrames(environments.make(options), 0, recorder)) {
            steps = play(environment, PolicyActions.of(environments.spec(), policy), policy, seed);
        }
        recorder.write(file);
        return steps;
    }

    private static int play(VectorEnvironment environment, PolicyActions elements, Policy policy, long seed) {
        Value seen = environment.reset(new Long[] {seed}, null, Map.of()).observations();
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        for (int steps = 1; ; steps++) {
            double[] values = seen.reals();
            for (int i = 0; i < observation.length; i++) {
                observation[i] = (float) values[i];
            }
            policy.act(observation, 1, action);
            VectorEnvironment.Step step = environment.step(elements.elements(action, 1));
            if (step.terminated()[0] || step.truncated()[0] || steps == EpisodeGroup.STEP_LIMIT) {
                return steps;
            }
            seen = step.observations();
        }
    }
}
