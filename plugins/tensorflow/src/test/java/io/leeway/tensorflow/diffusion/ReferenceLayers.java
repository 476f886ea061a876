package io.leeway.tensorflow.diffusion;

import java.util.Map;
import java.util.Objects;

/** Layers in plain loops and double precision, with weights by the names that a network gives them. */
public record ReferenceLayers(Map<String, float[]> weights) {
    float[] weight(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }

    double[] dense(String name, double... x) {
        float[] weight = weight(name + "/weight");
        float[] bias = weight(name + "/bias");
        double[] y = new double[bias.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = bias[j];
            for (int i = 0; i < x.length; i++) {
                y[j] += x[i] * weight[i * y.length + j];
            }
        }
        return y;
    }

    /** The noise level's waves, dense, swish, dense, and of a condition dense, swish, dense; then swish. */
    double[] embedding(double noise, double... condition) {
        double[] waves = new double[32];
        for (int i = 0; i < 16; i++) {
            double frequency = 0.5 * Math.pow(32, i / 15.0);
            waves[i] = Math.sin(noise * frequency);
            waves[16 + i] = Math.cos(noise * frequency);
        }
        double[] features = dense("embedding/1", swish(dense("embedding/0", waves)));
        if (condition.length > 0) {
            add(dense("condition/1", swish(dense("condition/0", condition))), features);
        }
        return swish(features);
    }

    static double[] swish(double... x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] / (1 + Math.exp(-x[i]));
        }
        return y;
    }

    static void add(double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    static double[] normalized(double... x) {
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double variance = 0;
        for (double value : x) {
            variance += (value - mean) * (value - mean) / x.length;
        }
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5);
        }
        return y;
    }
}
