package io.leeway.diffusion.experience;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of synthetic trajectories, in data units. */
final class TrajectoryArchive {
    private static final String FILE = "synthetic.npz";
    private static final String STEPS = "steps";
    private static final String LAYOUT = "layout";
    private static final String VALUES = "values_";

    private TrajectoryArchive() {}

    /** Writes trajectories, part by part, or that there are none yet. */
    static void write(Path directory, List<SyntheticSet.Part> parts) {
        NumpyArchive archive = new NumpyArchive();
        archive.put(STEPS, parts.stream().mapToLong(SyntheticSet.Part::step).toArray(), parts.size());
        for (int i = 0; i < parts.size(); i++) {
            Trajectories made = parts.get(i).trajectories();
            archive.put(
                    VALUES + i,
                    made.values(),
                    made.count(),
                    made.horizon(),
                    made.layout().width());
        }
        if (!parts.isEmpty()) {
            archive.put(LAYOUT, columns(parts.get(0).trajectories().layout()));
        }
        archive.write(directory.resolve(FILE));
    }

    /**
     * Reads trajectories, or that there are none yet.
     *
     * @throws LeewayException if they are damaged, or of another layout or horizon than what they are read for
     */
    static List<SyntheticSet.Part> read(Path directory, TrajectoryLayout layout, int horizon) {
        Path file = directory.resolve(FILE);
        NumpyArchive archive = NumpyArchive.read(file);
        long[] steps = archive.longs(STEPS);
        List<SyntheticSet.Part> parts = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            int[] shape = archive.shape(VALUES + i);
            int[] columns = archive.ints(LAYOUT);
            boolean fits = Arrays.equals(columns, columns(layout))
                    && shape.length == 3
                    && shape[1] == horizon
                    && shape[2] == layout.width();
            if (!fits) {
                throw new LeewayException("The synthetic trajectories in " + file + " are of shape "
                        + Arrays.toString(shape) + " with columns " + Arrays.toString(columns)
                        + ", but the denoiser's have " + horizon + " rows of " + layout.width()
                        + " values with columns " + Arrays.toString(columns(layout))
                        + ". They belong to another denoiser: delete them and run again.");
            }
            parts.add(new SyntheticSet.Part(
                    new Trajectories(layout, horizon, shape[0], archive.floats(VALUES + i)), steps[i]));
        }
        return parts;
    }

    private static int[] columns(TrajectoryLayout layout) {
        return new int[] {layout.observationSize(), layout.actionSize(), layout.nextObservation() ? 1 : 0};
    }
}
