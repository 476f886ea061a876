package io.leeway.experiment.trained;

import io.leeway.environment.evaluation.QualityMeter;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trajectories that were sampled to be looked at.
 *
 * @param trajectories in data units
 * @param networkEvaluations denoiser evaluations for each of them
 * @param seconds how long it took
 */
public record TrajectorySample(Trajectories trajectories, long networkEvaluations, double seconds) {
    /**
     * Measures them; a figure that cannot be had (no oracle, no policy) is left out. See {@link QualityMeter}.
     *
     * @param environments what the data is from, or null
     */
    public Map<String, Double> figures(Dataset real, @Nullable Environments environments, @Nullable Policy policy) {
        Transitions transitions = trajectories.transitions();
        double rewards = 0;
        double terminals = 0;
        for (int row = 0; row < transitions.count(); row++) {
            rewards += transitions.rewards()[row];
            terminals += transitions.terminals()[row];
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("trajectories", (double) trajectories.count());
        figures.put("transitions", (double) transitions.count());
        figures.put("mean_reward", rewards / transitions.count());
        figures.put("mean_return", rewards / trajectories.count());
        figures.put("terminal_fraction", terminals / trajectories.count());
        if (transitions.count() > 0) {
            figures.putAll(new QualityMeter(environments, real)
                    .measure(transitions, policy)
                    .figures());
        }
        figures.put("network_evaluations", (double) networkEvaluations);
        figures.put("transitions_per_s", transitions.count() / seconds);
        figures.values().removeIf(figure -> !Double.isFinite(figure));
        return figures;
    }

    /**
     * Writes them as one NumPy archive: {@code trajectories} whole, and its columns by name.
     *
     * @throws io.leeway.spi.LeewayException if it cannot be written
     */
    public void write(Path file) {
        int count = trajectories.count();
        int horizon = trajectories.horizon();
        int width = trajectories.layout().width();
        int actionOffset = trajectories.layout().actionOffset();
        NumpyArchive archive = new NumpyArchive().put("trajectories", trajectories.values(), count, horizon, width);
        put(archive, "observations", 0, trajectories.layout().observationSize());
        put(archive, "actions", actionOffset, trajectories.layout().actionSize());
        put(archive, "rewards", trajectories.layout().rewardColumn(), 1);
        put(archive, "terminals", trajectories.layout().terminalColumn(), 1);
        archive.write(file);
    }

    private void put(NumpyArchive archive, String name, int column, int size) {
        int rows = trajectories.count() * trajectories.horizon();
        int width = trajectories.layout().width();
        float[] values = new float[rows * size];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(trajectories.values(), row * width + column, values, row * size, size);
        }
        int[] shape = size == 1
                ? new int[] {trajectories.count(), trajectories.horizon()}
                : new int[] {trajectories.count(), trajectories.horizon(), size};
        archive.put(name, values, shape);
    }
}
