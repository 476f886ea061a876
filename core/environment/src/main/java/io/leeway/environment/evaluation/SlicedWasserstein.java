package io.leeway.environment.evaluation;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Windows;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The sliced Wasserstein-1 distance to the data (Bonneel et al. 2015) of whole trajectories, or of any points: the
 * mean, over random directions in the space of all of a trajectory's values, of the distance of projections, in units
 * of the standard deviation of the data's projections.
 *
 * <p>Columns on their own can be spread as the data's are where trajectories as a whole are less varied, or their rows
 * do not go together; this distance sees it.
 */
public final class SlicedWasserstein {
    private static final int DIRECTIONS = 128;

    private final @Nullable Normalizer normalizer;
    private final float[][] directions;
    private final float[][] real;

    /** Projects the windows. */
    public SlicedWasserstein(Windows windows) {
        normalizer = Normalizer.fit(windows);
        int size = windows.horizon() * windows.layout().width();
        directions = directions(size);
        real = project(windows.count(), size, (values, window) -> windows.gather(window, values, 0));
    }

    /**
     * Projects points, which are not normalised any more.
     *
     * @param points of the data, count × width
     */
    public SlicedWasserstein(float[] points, int width) {
        normalizer = null;
        directions = directions(width);
        real = project(points, width);
    }

    private static float[][] directions(int size) {
        float[][] directions = new float[DIRECTIONS][size];
        RandomSource random = RandomSource.of(0);
        for (float[] direction : directions) {
            random.fillGaussian(direction, 0, size);
        }
        return directions;
    }

    /** Returns the distance, 0 where trajectories are as the windows are. */
    public double distance(Trajectories trajectories) {
        return distance(trajectories.values());
    }

    /** Returns the distance of points, count × width, to those of the data. */
    public double distance(float[] points) {
        float[][] sampled = project(points, directions[0].length);
        double[] distances = new double[DIRECTIONS];
        IntStream.range(0, DIRECTIONS)
                .parallel()
                .forEach(i -> distances[i] = Wasserstein.distance(real[i].clone(), sampled[i]) / deviation(real[i]));
        return Arrays.stream(distances).average().orElse(Double.NaN);
    }

    private float[][] project(float[] points, int size) {
        return project(
                points.length / size, size, (values, index) -> System.arraycopy(points, index * size, values, 0, size));
    }

    private float[][] project(int count, int size, ObjIntConsumer<float[]> gather) {
        float[][] projections = new float[DIRECTIONS][count];
        IntStream.range(0, count).parallel().forEach(index -> {
            float[] values = new float[size];
            gather.accept(values, index);
            if (normalizer != null) {
                normalizer.normalize(values);
            }
            for (int i = 0; i < DIRECTIONS; i++) {
                projections[i][index] = product(directions[i], values);
            }
        });
        return projections;
    }

    private static float product(float[] direction, float[] values) {
        float sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += direction[i] * values[i];
        }
        return sum;
    }

    private static double deviation(float[] values) {
        double mean = 0;
        double squares = 0;
        for (float value : values) {
            mean += value / values.length;
            squares += (double) value * value / values.length;
        }
        double variance = squares - mean * mean;
        return variance > 0 ? Math.sqrt(variance) : 1;
    }
}
