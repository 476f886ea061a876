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

    /**
     * Creates windows of a dataset.
     *
     * @param horizon rows of a window, at least 1
     * @param episodes the episode of each window
     * @param starts the step of its episode at which each window starts; the array is kept, not copied
     */
    public Windows(Dataset dataset, TrajectoryLayout layout, int horizon, int[] episodes, int[] starts) {
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
