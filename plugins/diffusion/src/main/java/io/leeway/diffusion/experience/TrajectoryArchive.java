package io.leeway.diffusion.experience;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A file of synthetic trajectories, in data units. */
final class TrajectoryArchive {
    private static final String FILE = "synthetic.npz";

    private TrajectoryArchive() {}

    /** Writes trajectories, or that there are none yet. */
    static void write(Path directory, Optional<Trajectories> trajectories) {
        NumpyArchive archive = new NumpyArchive();
        trajectories.ifPresentOrElse(
                made -> archive.put("layout", columns(made.layout()))
                        .put(
                                "values",
                                made.values(),
                                made.count(),
                                made.horizon(),
                                made.layout().width()),
                () -> archive.put("values", new float[0], 0, 0, 0));
        archive.write(directory.resolve(FILE));
    }

    /**
     * Reads trajectories, or that there are none yet.
     *
     * @throws LeewayException if they are damaged, or of another layout or horizon than what they are read for
     */
    static Optional<Trajectories> read(Path directory, TrajectoryLayout layout, int horizon) {
        Path file = directory.resolve(FILE);
        NumpyArchive archive = NumpyArchive.read(file);
        int[] shape = archive.shape("values");
        float[] values = archive.floats("values");
        if (values.length == 0) {
            return Optional.empty();
        }
        int[] columns = archive.ints("layout");
        boolean fits = Arrays.equals(columns, columns(layout))
                && shape.length == 3
                && shape[1] == horizon
                && shape[2] == layout.width();
        if (!fits) {
            throw new LeewayException(
                    "The synthetic trajectories in " + file + " are of shape " + Arrays.toString(shape)
                            + " with columns " + Arrays.toString(columns) + ", but the denoiser's have " + horizon
                            + " rows of " + layout.width() + " values with columns " + Arrays.toString(columns(layout))
                            + ". They belong to another denoiser: delete them and run again.");
        }
        return Optional.of(new Trajectories(layout, horizon, shape[0], values));
    }

    private static int[] columns(TrajectoryLayout layout) {
        return new int[] {layout.observationSize(), layout.actionSize(), layout.nextObservation() ? 1 : 0};
    }
}
