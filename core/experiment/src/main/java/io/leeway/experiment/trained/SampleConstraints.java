package io.leeway.experiment.trained;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.diffusion.SamplingRequest.Known;
import io.leeway.spi.diffusion.SamplingRequest.Start;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.Arrays;

/** The constraints of sampled trajectories: values that are held fixed, and trajectories that are started from. */
public final class SampleConstraints {
    private final TrajectoryLayout layout;
    private final int horizon;
    private final int count;

    /** Makes constraints for so many trajectories. */
    public SampleConstraints(TrajectorySampling sampling, int count) {
        this.layout = sampling.layout();
        this.horizon = sampling.horizon();
        this.count = count;
    }

    /**
     * Holds the first observation of every trajectory fixed (inpainting).
     *
     * @throws LeewayException if it has another number of columns, saying both
     */
    public Known firstObservation(float[] observation) {
        if (observation.length != layout.observationSize()) {
            throw new LeewayException("The first observation has " + observation.length
                    + " values, but those of the run" + " have " + layout.observationSize() + ".");
        }
        Trajectories values = Trajectories.zeros(layout, horizon, count);
        for (int i = 0; i < count; i++) {
            System.arraycopy(observation, 0, values.values(), i * horizon * layout.width(), observation.length);
        }
        boolean[] mask = new boolean[horizon * layout.width()];
        Arrays.fill(mask, 0, observation.length, true);
        return new Known(values, mask);
    }

    /** Starts from windows of the data, drawn evenly with replacement, noised to a level. */
    public Start windows(Windows windows, double sigma, RandomSource random) {
        int[] chosen = random.ints(count, 0, windows.count()).toArray();
        return new Start(windows.gather(chosen), sigma);
    }

    /**
     * Starts from the first trajectories of a file that {@link TrajectorySample#write} wrote, noised to a level.
     *
     * @throws LeewayException if it has none that fit, saying both shapes
     */
    public Start file(Path file, double sigma) {
        NumpyArchive archive = NumpyArchive.read(file);
        int[] shape = archive.contains("trajectories") ? archive.shape("trajectories") : new int[0];
        if (shape.length != 3 || shape[0] < count || shape[1] != horizon || shape[2] != layout.width()) {
            throw new LeewayException(file + " has 'trajectories' of the shape " + Arrays.toString(shape) + ", but "
                    + Arrays.toString(new int[] {count, horizon, layout.width()})
                    + " are needed: as many as are sampled, or more.");
        }
        float[] values = Arrays.copyOf(archive.floats("trajectories"), count * horizon * layout.width());
        return new Start(new Trajectories(layout, horizon, count, values), sigma);
    }
}
