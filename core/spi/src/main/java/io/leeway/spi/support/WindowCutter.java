package io.leeway.spi.support;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A cut of one dataset into training and held-out windows. */
public final class WindowCutter {
    private static final double ROUNDING = 1e-9;

    private final Dataset dataset;
    private final TrajectoryLayout layout;
    private final int horizon;
    private final int stride;
    private final double heldOut;
    private final Places training = new Places();
    private final Places held = new Places();

    /**
     * Cuts a dataset into windows and holds some out.
     *
     * <p>Windows start every {@code stride} steps of an episode; the one at its start and, where it terminated, the one
     * that ends in its terminal step are always there. Episodes shorter than the horizon give none. With at least 1 /
     * {@code heldOut} usable episodes, every so many whole episodes are held out, evenly spread; with fewer, the last
     * part of each episode is, and training windows end at least one horizon before it.
     *
     * @param horizon rows of a window, at least 1
     * @param stride steps between the starts of windows, at least 1
     * @param heldOut the fraction to hold out, in [0, 1)
     * @throws io.leeway.spi.LeewayException if no episode is as long as the horizon
     */
    public static Windows.Split cut(Dataset dataset, TrajectoryLayout layout, int horizon, int stride, double heldOut) {
        return new WindowCutter(dataset, layout, horizon, stride, heldOut).cut();
    }

    private WindowCutter(Dataset dataset, TrajectoryLayout layout, int horizon, int stride, double heldOut) {
        if (horizon < 1 || stride < 1 || !(heldOut >= 0 && heldOut < 1)) {
            throw new IllegalArgumentException("Windows need a horizon and a stride of at least 1 and a held-out"
                    + " fraction in [0, 1), but were given " + horizon + ", " + stride + " and " + heldOut);
        }
        if (layout.observationSize() != dataset.observationSize() || layout.actionSize() != dataset.actionSize()) {
            throw new IllegalArgumentException("The layout has " + layout.observationSize() + " observation and "
                    + layout.actionSize() + " action columns, but the dataset has " + dataset.observationSize()
                    + " and " + dataset.actionSize());
        }
        this.dataset = dataset;
        this.layout = layout;
        this.horizon = horizon;
        this.stride = stride;
        this.heldOut = heldOut;
    }

    private Windows.Split cut() {
        List<Integer> usable = new ArrayList<>();
        int longest = 0;
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            longest = Math.max(longest, dataset.length(episode));
            if (dataset.length(episode) >= horizon) {
                usable.add(episode);
            }
        }
        if (usable.isEmpty()) {
            throw new LeewayException("No episode of the dataset is as long as the horizon of " + horizon
                    + " steps: the longest has " + longest + ". Lower the denoiser's horizon to " + longest
                    + " or less, or use longer episodes.");
        }
        String rule = split(usable);
        return new Windows.Split(windows(training), windows(held), rule);
    }

    private String split(List<Integer> usable) {
        int skipped = dataset.episodes() - usable.size();
        String tail =
                switch (skipped) {
                    case 0 -> "";
                    case 1 -> "; 1 episode is shorter than the horizon and gives none";
                    default -> "; " + skipped + " episodes are shorter than the horizon and give none";
                };
        if (heldOut == 0) {
            usable.forEach(episode -> add(training, episode, 0, dataset.length(episode)));
            return "no windows held out" + tail;
        }
        if (heldOut * usable.size() >= 1 - ROUNDING && usable.size() > 1) {
            return splitByEpisode(usable) + tail;
        }
        usable.forEach(this::splitWithin);
        return held.count == 0
                ? "no windows held out, since no episode has room for them and a gap" + tail
                : "the last " + Math.round(heldOut * 100) + " % of each episode held out, after a gap of one horizon"
                        + tail;
    }

    private String splitByEpisode(List<Integer> usable) {
        long episodes = usable.size();
        long wanted = Math.min(episodes - 1, Math.round(heldOut * episodes));
        for (int i = 0; i < episodes; i++) {
            boolean holds = (i + 1) * wanted / episodes > i * wanted / episodes;
            int episode = usable.get(i);
            add(holds ? held : training, episode, 0, dataset.length(episode));
        }
        return wanted + " of " + episodes + " episodes held out";
    }

    private void splitWithin(int episode) {
        int length = dataset.length(episode);
        int from = length - Math.max(horizon, (int) Math.round(heldOut * length));
        if (from - horizon < horizon) {
            add(training, episode, 0, length);
            return;
        }
        add(training, episode, 0, from - horizon);
        add(held, episode, from, length);
    }

    private void add(Places target, int episode, int from, int to) {
        int last = from;
        for (int start = from; start + horizon <= to; start += stride) {
            target.add(episode, start);
            last = start;
        }
        boolean endsInTerminal = dataset.terminated(episode) && to == dataset.length(episode);
        if (endsInTerminal && last + horizon != to) {
            target.add(episode, to - horizon);
        }
    }

    private Windows windows(Places places) {
        return new Windows(
                dataset,
                layout,
                horizon,
                Arrays.copyOf(places.episodes, places.count),
                Arrays.copyOf(places.starts, places.count));
    }

    /** The starts of windows. */
    private static final class Places {
        private int[] episodes = new int[64];
        private int[] starts = new int[64];
        private int count;

        void add(int episode, int start) {
            if (count == episodes.length) {
                episodes = Arrays.copyOf(episodes, count + count / 2);
                starts = Arrays.copyOf(starts, count + count / 2);
            }
            episodes[count] = episode;
            starts[count++] = start;
        }
    }
}
