package io.leeway.tensorflow.diffusion;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The U-Net for one trajectory in plain loops and double precision, from the description and not from the graph. */
public final class ReferenceUNet {
    private final int width;
    private final int levels;
    private final boolean residual;
    private final ReferenceLayers layers;

    /** Takes weights by the names that the network gives them. */
    public ReferenceUNet(int width, int levels, boolean residual, Map<String, float[]> weights) {
        this.width = width;
        this.levels = levels;
        this.residual = residual;
        layers = new ReferenceLayers(weights);
    }

    /** Returns F(x; noise) for rows × columns. */
    public double[][] apply(double[][] x, double noise) {
        double[] embedding = layers.embedding(noise);
        double[][][] skips = new double[levels][][];
        double[][] hidden = x;
        for (int level = 0; level < levels; level++) {
            double[][] given = level == 0 ? hidden : maximumOfPairs(hidden);
            hidden = block("down-" + level + "/0", given, width << level, embedding);
            hidden = block("down-" + level + "/1", hidden, width << level, null);
            addProjection("down-" + level, given, hidden);
            skips[level] = hidden;
        }
        for (int level = levels - 2; level >= 0; level--) {
            hidden = residual
                    ? shifted("up-" + level + "/0", twice(hidden), width << level, embedding)
                    : block("up-" + level + "/0", twice(hidden), width << level, embedding);
            double[][] given = beside(hidden, skips[level]);
            hidden = block("up-" + level + "/1", given, width << level, null);
            hidden = block("up-" + level + "/2", hidden, width << level, null);
            addProjection("up-" + level, given, hidden);
        }
        double[][] output = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            output[row] = layers.dense("out", hidden[row]);
        }
        return output;
    }

    private void addProjection(String name, double[][] from, double[][] to) {
        if (residual) {
            double[][] projected = convolution(layers.weight(name + "/residual"), from, to[0].length);
            for (int row = 0; row < to.length; row++) {
                add(projected[row], to[row]);
            }
        }
    }

    private static void add(double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    private double[][] shifted(String name, double[][] x, int channels, double @Nullable [] embedding) {
        double[][] y = convolution(layers.weight(name + "/weight"), x, channels);
        if (embedding != null) {
            double[] added = layers.dense(name + "/noise", embedding);
            for (double[] row : y) {
                add(added, row);
            }
        }
        return y;
    }

    private double[][] block(String name, double[][] x, int channels, double @Nullable [] embedding) {
        double[][] y = shifted(name, x, channels, embedding);
        groupNorm(y, layers.weight(name + "/norm/gain"), layers.weight(name + "/norm/bias"));
        for (double[] row : y) {
            for (int channel = 0; channel < channels; channel++) {
                row[channel] = Math.max(0, row[channel]);
            }
        }
        return y;
    }

    /** Padded with zeros to keep the rows; of an even kernel the extra row is at the end. */
    private static double[][] convolution(float[] weight, double[][] x, int channels) {
        int in = x[0].length;
        int kernel = weight.length / in / channels;
        double[][] y = new double[x.length][channels];
        for (int row = 0; row < x.length; row++) {
            for (int tap = 0; tap < kernel; tap++) {
                int from = row + tap - (kernel - 1) / 2;
                if (from < 0 || from >= x.length) {
                    continue;
                }
                for (int i = 0; i < in; i++) {
                    for (int channel = 0; channel < channels; channel++) {
                        y[row][channel] += x[from][i] * weight[(tap * in + i) * channels + channel];
                    }
                }
            }
        }
        return y;
    }

    static void groupNorm(double[][] x, float[] gain, float[] bias) {
        int size = gain.length / 8;
        for (int group = 0; group < 8; group++) {
            double mean = 0;
            double square = 0;
            for (double[] row : x) {
                for (int channel = group * size; channel < (group + 1) * size; channel++) {
                    mean += row[channel] / (x.length * size);
                }
            }
            for (double[] row : x) {
                for (int channel = group * size; channel < (group + 1) * size; channel++) {
                    square += (row[channel] - mean) * (row[channel] - mean) / (x.length * size);
                }
            }
            for (double[] row : x) {
                for (int channel = group * size; channel < (group + 1) * size; channel++) {
                    row[channel] = (row[channel] - mean) / Math.sqrt(square + 1e-5) * gain[channel] + bias[channel];
                }
            }
        }
    }

    private static double[][] maximumOfPairs(double[][] x) {
        double[][] y = new double[x.length / 2][x[0].length];
        for (int row = 0; row < y.length; row++) {
            for (int channel = 0; channel < x[0].length; channel++) {
                y[row][channel] = Math.max(x[2 * row][channel], x[2 * row + 1][channel]);
            }
        }
        return y;
    }

    private static double[][] twice(double[][] x) {
        double[][] y = new double[2 * x.length][];
        for (int row = 0; row < y.length; row++) {
            y[row] = x[row / 2];
        }
        return y;
    }

    private static double[][] beside(double[][] a, double[][] b) {
        double[][] y = new double[a.length][a[0].length + b[0].length];
        for (int row = 0; row < y.length; row++) {
            System.arraycopy(a[row], 0, y[row], 0, a[0].length);
            System.arraycopy(b[row], 0, y[row], a[0].length, b[0].length);
        }
        return y;
    }
}
