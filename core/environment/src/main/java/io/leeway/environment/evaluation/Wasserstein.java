package io.leeway.environment.evaluation;

import java.util.Arrays;

/** The Wasserstein-1 distance of one-dimensional samples. */
public final class Wasserstein {
    private Wasserstein() {}

    /** Returns the distance between a column of one row-major array and the same column of another. */
    static double distance(float[] first, float[] second, int width, int column) {
        return distance(column(first, width, column), column(second, width, column));
    }

    /** Integrates |F⁻¹(u) − G⁻¹(u)| over u; both samples are sorted in place. */
    public static double distance(float[] first, float[] second) {
        Arrays.sort(first);
        Arrays.sort(second);
        double sum = 0;
        double from = 0;
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            double to = Math.min((i + 1.0) / first.length, (j + 1.0) / second.length);
            sum += (to - from) * Math.abs((double) first[i] - second[j]);
            from = to;
            boolean advanceFirst = (i + 1L) * second.length <= (j + 1L) * first.length;
            boolean advanceSecond = (j + 1L) * first.length <= (i + 1L) * second.length;
            i += advanceFirst ? 1 : 0;
            j += advanceSecond ? 1 : 0;
        }
        return sum;
    }

    private static float[] column(float[] values, int width, int column) {
        float[] result = new float[values.length / width];
        for (int row = 0; row < result.length; row++) {
            result[row] = values[row * width + column];
        }
        return result;
    }
}
