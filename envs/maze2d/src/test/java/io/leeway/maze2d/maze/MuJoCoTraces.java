package io.leeway.maze2d.maze;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Episodes that MuJoCo 3.14 played on D4RL's model of a maze.
 *
 * @param positions episodes × (steps + 1) × 2
 * @param velocities episodes × (steps + 1) × 2
 * @param actions episodes × steps × 2, before the clip
 * @param contacts episodes × steps
 */
record MuJoCoTraces(double[][][] positions, double[][][] velocities, double[][][] actions, int[][] contacts) {
    /** The contact margin of MuJoCo 3.14 on D4RL's model. */
    static final double MARGIN = 0.004;

    /** The regularisation factor of MuJoCo 3.14. */
    static final double REGULARIZATION = 1;

    /** Reads the traces beside the checkout, and skips the test where they are absent. */
    static MuJoCoTraces of(MazeLayout layout) {
        Path file = find();
        assumeTrue(file != null, "needs shared/data/maze2d-traces.hdf5 beside the checkout");
        try (HdfFile hdf = new HdfFile(file)) {
            String group = layout.label() + "/";
            return new MuJoCoTraces(
                    (double[][][]) hdf.getDatasetByPath(group + "qpos").getData(),
                    (double[][][]) hdf.getDatasetByPath(group + "qvel").getData(),
                    (double[][][]) hdf.getDatasetByPath(group + "action").getData(),
                    (int[][]) hdf.getDatasetByPath(group + "contacts").getData());
        }
    }

    private static @Nullable Path find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data/maze2d-traces.hdf5");
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }

    int episodes() {
        return actions.length;
    }

    int steps() {
        return actions[0].length;
    }

    double[] state(int episode, int step) {
        double[] position = positions[episode][step];
        double[] velocity = velocities[episode][step];
        return new double[] {position[0], position[1], velocity[0], velocity[1]};
    }
}
