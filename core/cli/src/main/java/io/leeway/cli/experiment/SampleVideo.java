package io.leeway.cli.experiment;

import io.leeway.cli.command.UsageException;
import io.leeway.environment.film.StateFilm;
import io.leeway.experiment.trained.NearestWindows;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Windows;
import io.leeway.spi.environment.Environments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for a video of sampled trajectories. */
final class SampleVideo {
    private static final int MOST = 1000;
    private static final int SHOWN = 3;

    @Option(
            names = "--video",
            paramLabel = "FILE.gif",
            description =
                    "Let the environment draw their states, each beside the window of the data that begins nearest,"
                            + " as an animated GIF.")
    private @Nullable Path file;

    @Option(
            names = "--video-count",
            paramLabel = "N",
            description = "How many trajectories the video shows. Default: ${DEFAULT-VALUE}.")
    private int count = 4;

    @Option(
            names = "--steps-per-second",
            paramLabel = "N",
            description = "How fast the video is. Default: ${DEFAULT-VALUE}.")
    private double stepsPerSecond = 10;

    void checkOptions() {
        if (file != null && !file.toString().endsWith(".gif")) {
            throw new UsageException("The video is an animated GIF: name the file something.gif, not " + file + ".");
        } else if (count < 1 || count > MOST) {
            throw new UsageException("--video-count is " + count + ", but must be from 1 to " + MOST + ".");
        } else if (!(stepsPerSecond >= 0.1) || stepsPerSecond > 10_000) {
            throw new UsageException("--steps-per-second is " + stepsPerSecond + ", but must be from 0.1 to 10000.");
        }
    }

    /** Refuses a run whose environments cannot draw the state of an observation, before anything is sampled. */
    void check(@Nullable Environments environments) {
        if (file == null) {
            return;
        }
        if (environments == null) {
            throw new UsageException(
                    "The run names no environment, and so nothing draws its states: leave --video out.");
        }
        StateFilm.check(environments);
    }

    /** Returns what became of the video, or null where none is wanted. */
    StateFilm.@Nullable Made make(
            @Nullable Environments environments, Windows windows, Trajectories made, Progress progress) {
        if (file == null || environments == null) {
            return null;
        }
        Trajectories shown = made.slice(0, Math.min(count, made.count()));
        Trajectories real = new NearestWindows(windows).to(shown);
        try (Progress.Task task = progress.begin("Drawing states", StateFilm.steps(shown, real), "steps")) {
            return new StateFilm(file, stepsPerSecond).make(environments, shown, real, task);
        }
    }

    void describe(Map<String, @Nullable Object> tree, StateFilm.@Nullable Made film) {
        tree.put("video", film == null ? null : String.valueOf(file));
        if (film != null) {
            tree.put("video_states", film.states());
            tree.put("video_refused", film.refused());
        }
    }

    List<String> lines(StateFilm.@Nullable Made film) {
        List<String> lines = new ArrayList<>();
        if (film == null) {
            return lines;
        }
        lines.add("Video: " + file);
        List<String> refused = film.refused();
        if (!refused.isEmpty()) {
            lines.add("The simulator refused " + refused.size() + " of " + film.states()
                    + " states, which are marked in the video:");
            refused.stream().limit(SHOWN).forEach(each -> lines.add("  " + each));
            if (refused.size() > SHOWN) {
                lines.add("  and " + (refused.size() - SHOWN) + " more; --json has all");
            }
        }
        return lines;
    }
}
