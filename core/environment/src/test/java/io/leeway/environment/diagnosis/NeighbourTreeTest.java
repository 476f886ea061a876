package io.leeway.environment.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.RandomSource;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NeighbourTreeTest {
    /** Points on a coarse grid, so that many are equal in a column or altogether, and some that are not. */
    private static float[] points(RandomSource random, int count, int width) {
        float[] points = new float[count * width];
        for (int i = 0; i < points.length; i++) {
            points[i] = random.nextInt(3) == 0 ? (float) random.nextGaussian() : random.nextInt(4) - 1.5f;
        }
        return points;
    }

    private static double[] bruteForce(
            float[] points, int width, int[] groups, float[] queries, int row, int excluded, int neighbours) {
        double[] all = IntStream.range(0, groups.length)
                .filter(point -> groups[point] != excluded)
                .mapToDouble(point -> {
                    double sum = 0;
                    for (int column = 0; column < width; column++) {
                        sum += Math.pow((double) queries[row * width + column] - points[point * width + column], 2);
                    }
                    return Math.sqrt(sum);
                })
                .sorted()
                .toArray();
        double[] nearest = new double[neighbours];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        System.arraycopy(all, 0, nearest, 0, Math.min(neighbours, all.length));
        return nearest;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 2, 5", "16, 3, 1", "17, 3, 4", "200, 1, 3", "999, 2, 5", "1500, 7, 5", "600, 41, 5"})
    void findsWhatASearchOfAllPointsFinds(int count, int width, int neighbours) {
        RandomSource random = RandomSource.of(count);
        float[] points = points(random, count, width);
        int[] groups = random.ints(count, 0, 5).toArray();
        NeighbourTree tree = new NeighbourTree(points, width, groups);
        float[] queries = points(random, 50, width);
        System.arraycopy(points, 0, queries, 0, Math.min(points.length, queries.length / 2));
        for (int row = 0; row < 50; row++) {
            for (int excluded : new int[] {NeighbourTree.NO_GROUP, 3}) {
                assertThat(tree.distances(queries, row, excluded, neighbours))
                        .as("query %d without group %d", row, excluded)
                        .containsExactly(
                                bruteForce(points, width, groups, queries, row, excluded, neighbours), within(1e-12));
            }
        }
    }
}
