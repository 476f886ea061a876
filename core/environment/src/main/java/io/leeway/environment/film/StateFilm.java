package io.leeway.environment.film;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Environments.StatePictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A film of trajectories that nobody played, synthetic on the left and real on the right: the simulator is put into
 * each of their states and draws it.
 *
 * @param file where the animated GIF is written
 * @param stepsPerSecond how fast it is shown
 */
public record StateFilm(Path file, double stepsPerSecond) {
    private static final String SYNTHETIC = "synthetic";
    private static final String REAL = "real";

    /** Checks that the file is a GIF. */
    public StateFilm {
        if (!file.toString().endsWith(".gif")) {
            throw new LeewayException("Films are animated GIFs: name the file something.gif, not " + file);
        }
    }

    /**
     * What became of a film.
     *
     * @param states how many states were to be drawn
     * @param refused those that the simulator refused, each with its trajectory, its step and the reason
     */
    public record Made(int states, List<String> refused) {}

    /**
     * Refuses environments that cannot be put into the state of an observation.
     *
     * @throws LeewayException naming them
     */
    public static void check(Environments environments) {
        pictures(environments).close();
    }

    private static StatePictures pictures(Environments environments) {
        return environments
                .statePictures()
                .orElseThrow(() -> new LeewayException(environments.spec().id()
                        + " cannot be put into the state of an observation and drawn, so there is no film of synthetic"
                        + " trajectories: leave the video out, or choose another environment. 'leeway evaluate --video'"
                        + " shows what an agent plays."));
    }

    /**
     * Draws, and writes the film.
     *
     * @param synthetic in data units
     * @param real as many, each to be seen beside the synthetic one of its index
     * @param task told of every step that is drawn; there are {@link #steps} in all
     * @throws LeewayException if the simulator refuses every state, with the first reason, or nothing can be written
     */
    public Made make(Environments environments, Trajectories synthetic, Trajectories real, Progress.Task task) {
        try (StatePictures pictures = pictures(environments)) {
            Panels panels = new Panels(pictures);
            FrameRecorder recorder = new FrameRecorder(stepsPerSecond);
            List<Runnable> early = new ArrayList<>();
            for (int index = 0; index < synthetic.count(); index++) {
                StateSequence made = new StateSequence(synthetic, index);
                StateSequence seen = new StateSequence(real, index);
                String which = " " + (index + 1) + " of " + synthetic.count();
                for (int step = 0; step < Math.max(made.length(), seen.length()); step++) {
                    Panels.Panel left = panels.draw(SYNTHETIC + which, made, step);
                    Panels.Panel right = panels.draw(REAL + which, seen, step);
                    Runnable frame = () -> recorder.offer(() -> panels.beside(left, right));
                    if (panels.sized()) {
                        early.forEach(Runnable::run);
                        early.clear();
                        frame.run();
                    } else {
                        early.add(frame);
                    }
                    task.advance(1, "");
                }
            }
            if (!panels.sized()) {
                throw new LeewayException(environments.spec().id() + " refused every one of the " + panels.states()
                        + " states that it was to draw, the first with: "
                        + panels.refused().stream().findFirst().orElse("none was given"));
            }
            recorder.write(file);
            return new Made(panels.states(), panels.refused());
        }
    }

    /** Returns how many steps the film of these trajectories has. */
    public static int steps(Trajectories synthetic, Trajectories real) {
        int steps = 0;
        for (int index = 0; index < synthetic.count(); index++) {
            steps += Math.max(new StateSequence(synthetic, index).length(), new StateSequence(real, index).length());
        }
        return steps;
    }
}
