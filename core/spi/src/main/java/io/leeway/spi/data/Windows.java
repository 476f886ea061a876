package io.leeway.spi.data;

/**
 * Sub-trajectories of a dataset, by index: nothing is copied until {@link #gather}.
 *
 * <p>A window never crosses the end of an episode. Only its last row can be terminal.
 */
public final class Windows {
    private final Dataset dataset;
    private final TrajectoryLayout layout;
    private final int horizon;
    private final int[] episodes;
    private final int[] starts;

    Windows(Dataset dataset, TrajectoryLayout layout, int horizon, int[] episodes, int[] starts) {
        this.dataset = dataset;
        this.layout = layout;
        this.horizon = horizon;
        this.episodes = episodes;
        this.starts = starts;
    }

    /**
     * Windows to learn from and windows to measure the loss on.
     *
     * @param training never empty
     * @param heldOut shares no step with the training windows; empty where the data is too short to spare any
     * @param rule how they were cut, in a sentence to show
     */
    public record Split(Windows training, Windows heldOut, String rule) {}

    /**
     * Cuts a dataset into windows and holds some out.
     *
     * <p>Windows start every {@code stride} steps of an episode; the one at its start and, where it terminated, the one
     * that ends in its terminal step are always there. Episodes shorter than the horizon give none. With at least
     * 1 / {@code heldOut} usable episodes, every so many whole episodes are held out, evenly spread; with fewer, the last part
     * of each episode is, and training windows end at least one horizon before it.
     *
     * @param horizon rows of a window, at least 1
     * @param stride steps between the starts of windows, at least 1
     * @param heldOut the fraction to hold out, in [0, 1)
     * @throws io.leeway.spi.LeewayException if no episode is as long as the horizon
     */
    public static Split cut(Dataset dataset, TrajectoryLayout layout, int horizon, int stride, double heldOut) {
        return new WindowCutter(dataset, layout, horizon, stride, heldOut).cut();
    }

    /** Returns the dataset that is cut. */
    public Dataset dataset() {
        return dataset;
    }

    /** Returns the columns of a window's row. */
    public TrajectoryLayout layout() {
        return layout;
    }

    /** Returns the rows of a window. */
    public int horizon() {
        return horizon;
    }

    /** Returns how many windows there are. */
    public int count() {
        return starts.length;
    }

    /** Returns the episode of a window. */
    public int episode(int window) {
        return episodes[window];
    }

    /** Returns the step of its episode at which a window starts. */
    public int start(int window) {
        return starts[window];
    }

    /**
     * Copies a window in data units.
     *
     * @param target receives horizon × width values
     * @param offset where in {@code target} the window begins
     */
    public void gather(int window, float[] target, int offset) {
        int episode = episodes[window];
        int first = dataset.firstStep(episode) + starts[window];
        int observationSize = layout.observationSize();
        int actionSize = layout.actionSize();
        boolean terminal = dataset.terminated(episode) && starts[window] + horizon == dataset.length(episode);
        for (int row = 0; row < horizon; row++) {
            int to = offset + row * layout.width();
            int observation = (first + row + episode) * observationSize;
            System.arraycopy(dataset.observations(), observation, target, to, observationSize);
            System.arraycopy(
                    dataset.actions(), (first + row) * actionSize, target, to + layout.actionOffset(), actionSize);
            target[to + layout.rewardColumn()] = dataset.rewards()[first + row];
            target[to + layout.terminalColumn()] = terminal && row == horizon - 1 ? 1 : 0;
            if (layout.nextObservation()) {
                System.arraycopy(
                        dataset.observations(),
                        observation + observationSize,
                        target,
                        to + layout.nextObservationOffset(),
                        observationSize);
            }
        }
    }

    /** Returns the given windows in data units. */
    public Trajectories gather(int... windows) {
        Trajectories result = Trajectories.zeros(layout, horizon, windows.length);
        for (int i = 0; i < windows.length; i++) {
            gather(windows[i], result.values(), i * horizon * layout.width());
        }
        return result;
    }
}
