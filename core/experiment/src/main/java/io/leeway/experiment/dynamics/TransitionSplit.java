package io.leeway.experiment.dynamics;

import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.data.Windows;
import io.leeway.spi.support.WindowCutter;
import java.util.ArrayList;
import java.util.List;

/**
 * The transitions of a dataset, cut as its windows are: whole episodes are held out where there are enough, the ends of
 * all where there are fewer. Episodes shorter than a window, of which a denoiser learns nothing, are learned from.
 *
 * @param training what is learned from, in the dataset's order, never empty
 * @param heldOut the steps that are not; empty where there are too few to spare any
 * @param rule how they were cut, in a sentence to show
 */
public record TransitionSplit(Transitions training, List<Stretch> heldOut, String rule) {
    /** Makes the list unmodifiable. */
    public TransitionSplit {
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Cuts a dataset.
     *
     * @param horizon the steps of the windows that are cut the same way; 1 where no episode has as many
     * @param fraction how much to hold out, in [0, 1)
     */
    public static TransitionSplit of(Dataset dataset, int horizon, double fraction) {
        int longest = 0;
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            longest = Math.max(longest, dataset.length(episode));
        }
        int rows = longest < horizon ? 1 : horizon;
        Windows.Split windows = WindowCutter.cut(
                dataset, TrajectoryLayout.of(dataset.observationSize(), dataset.actionSize()), rows, 1, fraction);
        boolean[] training = steps(windows.training());
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            for (int step = 0; dataset.length(episode) < rows && step < dataset.length(episode); step++) {
                training[dataset.firstStep(episode) + step] = true;
            }
        }
        return new TransitionSplit(
                transitions(dataset, training), stretches(dataset, steps(windows.heldOut())), words(windows.rule()));
    }

    private static boolean[] steps(Windows windows) {
        Dataset dataset = windows.dataset();
        boolean[] steps = new boolean[dataset.steps()];
        for (int window = 0; window < windows.count(); window++) {
            int first = dataset.firstStep(windows.episode(window)) + windows.start(window);
            for (int row = 0; row < windows.horizon(); row++) {
                steps[first + row] = true;
            }
        }
        return steps;
    }

    private static Transitions transitions(Dataset dataset, boolean[] chosen) {
        int count = 0;
        for (boolean step : chosen) {
            count += step ? 1 : 0;
        }
        Transitions all = dataset.transitions();
        Transitions result = Transitions.zeros(dataset.observationSize(), dataset.actionSize(), count);
        int row = 0;
        for (int step = 0; step < chosen.length; step++) {
            if (chosen[step]) {
                result.copyRow(all, step, row++);
            }
        }
        return result;
    }

    private static List<Stretch> stretches(Dataset dataset, boolean[] chosen) {
        List<Stretch> stretches = new ArrayList<>();
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            int first = dataset.firstStep(episode);
            int from = 0;
            for (int step = 0; step <= dataset.length(episode); step++) {
                boolean held = step < dataset.length(episode) && chosen[first + step];
                if (!held && step > from) {
                    stretches.add(new Stretch(episode, from, step));
                }
                from = held ? from : step + 1;
            }
        }
        return stretches;
    }

    private static String words(String rule) {
        return rule.replace("no windows", "no transitions").replaceFirst(";.*", "");
    }
}
